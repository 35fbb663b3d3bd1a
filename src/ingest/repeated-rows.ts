/** Rows that are like an earlier one, in every cell or in the id of their event (definition G7), over all files of a run. */

import { HashSet } from '../batches/hash-set.ts'
import type { RawBatch, RawColumn } from '../batches/raw.ts'
import { thousands } from '../math/thousands.ts'

/** What is asked of them: to be counted, or to be left out too. */
export const DEDUPE = ['report', 'exact'] as const
export type Dedupe = (typeof DEDUPE)[number]

export interface Comparison {
  /** What becomes of rows that are like an earlier one in every cell; null where they are not looked for. */
  readonly dedupe: Dedupe | null
  /** The column of ids that no two rows share. */
  readonly eventId: string | null
}

/** Each row is then compared with all before it: one thread reads them in the order of the files. */
export const comparesRows = ({ dedupe, eventId }: Comparison): boolean => dedupe !== null || eventId !== null

/** Which rows are looked for, if any. */
export function repeatedRowsOf(
  { dedupe, eventId }: Comparison,
  { hasVersions }: { readonly hasVersions: boolean },
): RepeatedRows[] {
  const alike = { column: null, reason: 'like an earlier row in every cell', isByFile: hasVersions }
  const ids = { column: eventId, reason: `${eventId} of an earlier row`, isByFile: false }
  return [
    ...(dedupe === null ? [] : [new RepeatedRows({ ...alike, isLeftOut: dedupe === 'exact' })]),
    ...(eventId === null ? [] : [new RepeatedRows({ ...ids, isLeftOut: true })]),
  ]
}

interface Sought {
  /** The one column that is compared; null is all of them. */
  readonly column: string | null
  readonly reason: string
  readonly isLeftOut: boolean
  /** The versions of an order stand in several files, and each of them needs all of its lines. */
  readonly isByFile: boolean
}

const LOW_PRIME = 0x9e3779b1
const HIGH_PRIME = 0x5f356495

/** Ends a cell: no byte of UTF-8. */
const BETWEEN = 0xff

const encoder = new TextEncoder()

/**
 * Known by 64 bits of a hash each, 11 to 22 bytes of memory a different row: of ten million rows one is taken for
 * another once in 400,000 runs.
 */
export class RepeatedRows {
  rows = 0
  /** The first of them. */
  first: string | null = null
  readonly sought: Sought
  readonly #seen = new HashSet()
  #low = new Int32Array(0)
  #high = new Int32Array(0)
  #text = new Uint8Array(1 << 10)

  constructor(sought: Sought) {
    this.sought = sought
  }

  /** Row of the batch → 1 where it is like one of this batch or of those before. */
  look({ rows, columns }: RawBatch, file: number): Uint8Array {
    const { column: one, isByFile } = this.sought
    this.#low = new Int32Array(rows).fill(isByFile ? file : 0)
    this.#high = new Int32Array(rows)
    // Files may have their columns in another order.
    const compared = columns.filter(({ name }) => one === null || name === one)
    for (const column of compared.sort((a, b) => (a.name < b.name ? -1 : 1))) this.#addColumn(column, rows)
    const ids = one === null ? null : compared[0]!
    const isRepeated = new Uint8Array(rows)
    for (let row = 0; row < rows; row++) {
      if (ids && ids.text(row) === null) continue
      if (!this.#seen.add(this.#low[row]!, this.#high[row]!)) isRepeated[row] = 1
    }
    return isRepeated
  }

  count(file: string, row: number): void {
    this.rows++
    this.first ??= `${file} row ${row}`
  }

  /** A cell counts by its bytes of UTF-8, whichever reader it comes from. */
  #addColumn(column: RawColumn, rows: number): void {
    const { cells } = column
    const name = seedOf(column.name)
    for (let row = 0; row < rows; row++) {
      this.#low[row]! ^= name
      if (cells && cells.starts[row]! < cells.ends[row]!) {
        this.#addBytes(row, cells.bytes, cells.starts[row]!, cells.ends[row]!)
      } else this.#addText(row, column.text(row) ?? '')
    }
  }

  #addText(row: number, text: string): void {
    // Three bytes at most for what JavaScript counts as one.
    if (text.length * 3 > this.#text.length) this.#text = new Uint8Array(text.length * 3)
    this.#addBytes(row, this.#text, 0, encoder.encodeInto(text, this.#text).written)
  }

  #addBytes(row: number, bytes: Uint8Array, start: number, end: number): void {
    let low = this.#low[row]!
    let high = this.#high[row]!
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!
      low = Math.imul(low ^ byte, LOW_PRIME)
      low ^= low >>> 15
      high = Math.imul(high ^ byte, HIGH_PRIME)
      high ^= high >>> 13
    }
    this.#low[row] = Math.imul(low ^ BETWEEN, LOW_PRIME)
    this.#high[row] = Math.imul(high ^ BETWEEN, HIGH_PRIME)
  }
}

/** Columns of one name go together, and what stands under another name is another cell. */
function seedOf(name: string): number {
  let seed = 0
  for (const byte of encoder.encode(name)) seed = Math.imul(seed ^ byte, LOW_PRIME)
  return seed ^ (seed >>> 15)
}

/** One sentence each, also where they were looked for to no avail. */
export const repeatedNotes = (repeated: readonly RepeatedRows[]): string[] =>
  repeated.map(({ rows, first, sought: { column, isLeftOut } }) => {
    const alike =
      column === null ? 'like an earlier one in every cell' : `with the ${column} of an earlier one`
    if (rows === 0) return `No row is ${alike}.`
    const what = isLeftOut ? 'left out' : 'they count; --dedupe exact leaves them out'
    return `Rows ${alike}: ${thousands(rows)}, first: ${first}; ${what}.`
  })
