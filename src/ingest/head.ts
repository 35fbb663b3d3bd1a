/** The first rows of a file: what roles and conventions are decided by, before the first batch is handed on. */

import type { RawBatch, RawColumn } from '../batches/raw.ts'
import type { Reader, ReadOptions, ReadRows } from './reader.ts'

/** Decisions look this far; what they leave open, a pass over the column may decide. */
const HEAD_BYTES = 4 << 20
const HEAD_ROWS = 200_000

export interface Head {
  readonly rows: number
  readonly columns: readonly HeadColumn[]
}

export interface HeadColumn extends RawColumn {
  /** The same cells batch by batch, of which some readers have the bytes. */
  readonly parts: readonly { readonly column: RawColumn; readonly rows: number }[]
}

/** Who hears of bytes, what becomes of columns, and who may read ahead. */
export type RowOptions = Pick<ReadOptions, 'onBytes' | 'hints' | 'elsewhere' | 'unneeded'>

export interface Opening {
  readonly head: Head
  /** All rows, those of the head again: read anew where that is possible, so that only `columns` are decoded. A batch
   *  is good until the next one is asked for. */
  rows(columns: readonly string[], options?: RowOptions): AsyncIterable<ReadRows>
}

/** `keepOriginal`: for rows that will be set aside. */
export async function readHead(reader: Reader, keepOriginal = false): Promise<Opening> {
  let bytes = 0
  let rows = 0
  let later: RowOptions = {}
  const onBytes = (count: number) => {
    bytes += count
    later.onBytes?.(count)
  }
  const options = reader.rereadable
    ? { onBytes, keepOriginal, most: HEAD_ROWS }
    : { onBytes, keepOriginal, elsewhere: () => later.elsewhere?.() ?? null }
  const iterator = reader.read(options)[Symbol.asyncIterator]()
  const first: ReadRows[] = []
  while (bytes < HEAD_BYTES && rows < HEAD_ROWS) {
    const { done, value } = await iterator.next()
    if (done) break
    first.push(value)
    rows += value.batch.rows
  }
  const head = joined(
    first.map(({ batch }) => batch),
    reader,
  )
  if (reader.rereadable) {
    await iterator.return?.()
    return {
      head,
      rows: (columns, options) => reader.read({ ...options, columns, keepOriginal, reuse: true }),
    }
  }
  return {
    head,
    rows: (_columns, options = {}) => {
      options.onBytes?.(bytes)
      later = options
      return replayed(first, iterator)
    },
  }
}

async function* replayed(first: ReadRows[], rest: AsyncIterator<ReadRows>): AsyncGenerator<ReadRows> {
  while (first.length > 0) yield first.shift()!
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** Several batches seen as one. */
function joined(batches: readonly RawBatch[], reader: Reader): Head {
  const starts: number[] = []
  let rows = 0
  for (const batch of batches) {
    starts.push(rows)
    rows += batch.rows
  }
  const placeOf = (row: number) => {
    let place = starts.length - 1
    while (starts[place]! > row) place--
    return place
  }
  const columns = reader.columns.map(({ name, kind }, i): HeadColumn => {
    const parts = batches.map(({ columns, rows }) => ({ column: columns[i]!, rows }))
    const at = (row: number) => {
      const place = placeOf(row)
      return { column: batches[place]!.columns[i]!, own: row - starts[place]! }
    }
    const text = (row: number) => {
      const { column, own } = at(row)
      return column.text(own)
    }
    const first = batches[0]?.columns[i]
    if (!first?.ms) return { name, kind, text, parts }
    const ms = (row: number) => {
      const { column, own } = at(row)
      return column.ms!(own)
    }
    return { name, kind, text, ms, zoned: first.zoned ?? false, parts }
  })
  return { rows, columns }
}
