/** Rows that are like an earlier one in every cell (definition G7), over all files of a run. */

import { HashSet } from '../batches/hash-set.ts'
import type { RawBatch, RawColumn } from '../batches/raw.ts'

/** What is asked of them: to be counted, or to be left out too. */
export const DEDUPE = ['report', 'exact'] as const
export type Dedupe = (typeof DEDUPE)[number]

/** Each row is then compared with all before it: one thread reads every cell, in the order of the files. */
export const comparesRows = ({ dedupe }: { readonly dedupe: Dedupe | null }): boolean => dedupe !== null

/** The reason of rows that are left out. */
export const REPEATED = 'like an earlier row in every cell'

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
  readonly isLeftOut: boolean
  /** The versions of an order stand in several files, and each of them needs all of its lines. */
  readonly #isByFile: boolean
  readonly #seen = new HashSet()
  #low = new Int32Array(0)
  #high = new Int32Array(0)
  #text = new Uint8Array(1 << 10)

  constructor(dedupe: Dedupe, { hasVersions }: { readonly hasVersions: boolean }) {
    this.isLeftOut = dedupe === 'exact'
    this.#isByFile = hasVersions
  }

  /** Row of the batch → 1 where it is like one of this batch or of those before. */
  look({ rows, columns }: RawBatch, file: number): Uint8Array {
    this.#low = new Int32Array(rows).fill(this.#isByFile ? file : 0)
    this.#high = new Int32Array(rows)
    // Files may have their columns in another order.
    for (const column of [...columns].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      this.#addColumn(column, rows)
    }
    const isRepeated = new Uint8Array(rows)
    for (let row = 0; row < rows; row++) {
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

/** One sentence where there are any, or where they were looked for to no avail. */
export function repeatedNotes(repeated: RepeatedRows | null): string[] {
  if (!repeated) return []
  const { rows, first, isLeftOut } = repeated
  if (rows === 0) return ['No row is like an earlier one in every cell.']
  const what = isLeftOut ? 'left out' : 'they count; --dedupe exact leaves them out'
  return [
    `Rows like an earlier one in every cell: ${rows.toLocaleString('en-US')}, first: ${first}; ${what}.`,
  ]
}
