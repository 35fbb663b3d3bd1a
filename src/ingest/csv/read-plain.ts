/** Plain CSV as columns of bytes; what is not plain is left to the reference. */

import { isUtf8 } from 'node:buffer'
import type { ByteCells, RawColumn } from '../../batches/raw.ts'
import type { ReadOptions, ReadRows } from '../reader.ts'
import type { PlainLayout } from './elsewhere.ts'
import type { OpenCsv } from './csv-file.ts'
import { type ChunkRead, inOrder, MOST_CHUNK_BYTES, type Rest } from './in-order.ts'
import { LineChunks } from './line-chunks.ts'
import { type PlainRows, PlainRowReader } from './plain-rows.ts'
import { LF } from './structure.ts'

/** Cells and rows of at least these bounds are never seen here: chunks are shorter. */
const LEAST_LIMIT = MOST_CHUNK_BYTES

/** The layout of a file whose rows may be plain; null where none can be, or where more is asked than they give. */
export function plainLayout(
  { dialect, names, options: { reader, limits } }: OpenCsv,
  head: Uint8Array,
  { columns, keepOriginal }: ReadOptions,
): PlainLayout | null {
  const { encoding, delimiter, quote, escapedBy, isSpaced, skippedLines } = dialect
  const hasPlainDialect =
    encoding === 'utf-8' && /^[!#-~\t]$/.test(delimiter) && !isSpaced && skippedLines === 0
  const hasPlainQuotes = quote === '"' && escapedBy === '"'
  const isBounded = limits.field >= LEAST_LIMIT && limits.row >= LEAST_LIMIT
  const isAllowed = reader !== 'csv-parse' && !keepOriginal && isBounded
  if (!isAllowed || !hasPlainDialect || !hasPlainQuotes || names.length < 2 || !head.includes(LF)) return null
  const wanted = names.flatMap((name, index) => (!columns || columns.includes(name) ? [{ name, index }] : []))
  return { delimiter: delimiter.charCodeAt(0), width: names.length, wanted }
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/** Reads chunks of one file. */
export class PlainChunkReader {
  readonly #rows: PlainRowReader

  constructor({ delimiter, width, wanted }: PlainLayout) {
    const places = wanted.map(({ index }) => index)
    this.#rows = new PlainRowReader(delimiter, width, places)
  }

  /** The rows of a chunk, good until the next one is read; those of the first one stand under the header. */
  read(chunk: Uint8Array<ArrayBuffer>, isFirst: boolean): ChunkRead<PlainRows> {
    // What is no text is for the reference to tell of.
    const isText = isUtf8(chunk) && !chunk.includes(0)
    let mark = 0
    while (isFirst && BYTE_ORDER_MARK.every((byte, i) => chunk[mark + i] === byte)) mark += 3
    const value = this.#rows.read(chunk.subarray(mark, isText ? chunk.length : mark), isFirst ? 1 : 0)
    const { records, lines, end, isIrregular } = value
    const all = end === 0 ? 0 : mark + end
    return { chunk, value, records, lines, end: all, isIrregular: isIrregular || !isText }
  }
}

/** `reuse`: a batch is good until the next one is asked for, and its memory then serves again. */
export async function* readPlain(
  bytes: AsyncIterable<Uint8Array>,
  layout: PlainLayout,
  { reuse = false, chunkBytes, elsewhere }: ReadOptions,
): AsyncGenerator<ReadRows, Rest | null> {
  const reader = new PlainChunkReader(layout)
  const free: ArrayBuffer[] = []
  const chunks = new LineChunks(bytes, length => memoryOf(free, length))
  const read = (chunk: Uint8Array<ArrayBuffer>, isFirst: boolean) => {
    const others = isFirst ? null : elsewhere?.()
    if (others) return others.read(layout, chunk)
    // Rows that are kept, or read ahead, need memory of their own.
    return (reuse && !elsewhere ? reader : new PlainChunkReader(layout)).read(chunk, isFirst)
  }
  let rest: Rest | null = null
  try {
    const rows = inOrder(chunks, () => elsewhere?.()?.ahead ?? 1, read, chunkBytes)
    for (let next = await rows.next(); ; next = await rows.next()) {
      if (next.done) {
        rest = next.value
        return rest
      }
      const { value, chunk, recordsBefore } = next.value
      yield readRowsOf(value, recordsBefore, layout)
      if (reuse) free.push(chunk.buffer)
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
