/** Plain CSV as columns of bytes; what is not plain is left to the reference. */

import type { ByteCells, RawColumn } from '../../batches/raw.ts'
import type { ByteFlow } from '../byte-flow.ts'
import type { ReadOptions, ReadRows } from '../reader.ts'
import { LF } from './chunk-memory.ts'
import type { ChunkElsewhere, PlainLayout } from './elsewhere.ts'
import type { OpenCsv } from './csv-file.ts'
import { inOrder, MOST_CHUNK_BYTES, type Rest } from './in-order.ts'
import { LineChunks } from './line-chunks.ts'
import { keptRows, PlainChunkReader } from './plain-chunks.ts'
import type { PlainRows } from './plain-rows.ts'

/** Cells and rows of at least these bounds are never seen here: chunks are shorter. */
const LEAST_LIMIT = MOST_CHUNK_BYTES

/** The layout of a file whose rows may be plain; null where none can be, or where more is asked than they give. */
export function plainLayout(
  { dialect, names, options: { reader, limits } }: OpenCsv,
  head: Uint8Array,
  { columns, keepOriginal, hints }: ReadOptions,
): PlainLayout | null {
  const { encoding, delimiter, quote, escapedBy, isSpaced, skippedLines } = dialect
  const hasPlainDialect =
    encoding === 'utf-8' && /^[!#-~\t]$/.test(delimiter) && !isSpaced && skippedLines === 0
  const hasPlainQuotes = quote === '"' && escapedBy === '"'
  const isBounded = limits.field >= LEAST_LIMIT && limits.row >= LEAST_LIMIT
  const isAllowed = reader !== 'csv-parse' && !keepOriginal && isBounded
  if (!isAllowed || !hasPlainDialect || !hasPlainQuotes || names.length < 2 || !head.includes(LF)) return null
  const wanted = names
    .map((name, index) => ({ name, index, hint: hints?.get(name) ?? null }))
    .filter(({ name }) => !columns || columns.includes(name))
  return { delimiter: delimiter.charCodeAt(0), width: names.length, wanted }
}

/**
 * `reuse`: a batch is good until the next one is asked for, and its memory then serves again. Rows that are used
 * elsewhere are not given.
 */
export async function* readPlain(
  bytes: ByteFlow,
  layout: PlainLayout,
  { reuse = false, chunkBytes, elsewhere }: ReadOptions,
): AsyncGenerator<ReadRows, Rest | null> {
  const reader = new PlainChunkReader(layout)
  // What was read elsewhere has memory of its own, so that the chunk it was read from serves again.
  const free: ArrayBuffer[] = []
  const allocate = (length: number) =>
    reuse && !elsewhere ? reader.allocate(length) : memoryOf(free, length)
  const chunks = new LineChunks(bytes, allocate)
  const read = (chunk: Uint8Array<ArrayBuffer>, isFirst: boolean) => {
    const others = elsewhere?.()
    if (others) return others.read(layout, chunk, isFirst)
    const done = reader.read(chunk, isFirst)
    // Rows that are kept, or read ahead, need memory of their own.
    return reuse && !elsewhere ? done : { ...done, value: keptRows(done.value) }
  }
  const forget = (value: PlainRows | ChunkElsewhere) => 'forget' in value && value.forget()
  let rest: Rest | null = null
  try {
    const rows = inOrder(chunks, () => elsewhere?.()?.ahead ?? 1, { read, forget }, chunkBytes)
    for (let next = await rows.next(); ; next = await rows.next()) {
      if (next.done) {
        rest = next.value
        return rest
      }
      const { value, chunk, recordsBefore } = next.value
      if (elsewhere) free.push(chunk.buffer)
      if ('use' in value) await value.use(recordsBefore)
      else yield readRowsOf(value, recordsBefore, layout)
    }
  } finally {
    if (rest === null) await chunks.close()
  }
}

function memoryOf(free: ArrayBuffer[], length: number): Uint8Array<ArrayBuffer> {
  const place = free.findIndex(({ byteLength }) => byteLength >= length)
  const [memory = new ArrayBuffer(length)] = place === -1 ? [] : free.splice(place, 1)
  return new Uint8Array(memory, 0, length)
}

/** The rows of a chunk as every reader gives them. */
export function readRowsOf(read: PlainRows, recordsBefore: number, { wanted }: PlainLayout): ReadRows {
  const { rows, places, bad } = read
  return {
    batch: {
      rows,
      columns: wanted.map(({ name }, i) => byteColumn(name, read.columns[i]!)),
      rowNumber: row => recordsBefore + places[row]!,
    },
    bad: bad.map(one => ({ ...one, row: recordsBefore + one.row })),
  }
}

function byteColumn(name: string, cells: ByteCells): RawColumn {
  const { bytes, starts, ends } = cells
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return { name, kind: 'text', cells, text: row => buffer.toString('utf8', starts[row], ends[row]) || null }
}
