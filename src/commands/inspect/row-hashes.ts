/** Rows that are alike in every cell (definition G7), found by a hash of the row. */

import type { RawBatch } from '../../batches/raw.ts'
import { HashSet } from '../../batches/hash-set.ts'

/** Rows beyond this are not compared: 32 MB of hashes. */
export const COMPARED_ROWS = 2_000_000

const LOW_PRIME = 0x85ebca6b
const HIGH_PRIME = 0x27d4eb2f

export class RowHashes {
  /** Rows that are like an earlier one. */
  repeated = 0
  /** The first of them. */
  firstPlace: string | null = null
  readonly #seen = new HashSet()
  #low = new Int32Array(0)
  #high = new Int32Array(0)

  /** Makes ready for the cells of a batch. */
  start(rows: number): void {
    this.#low = new Int32Array(rows)
    this.#high = new Int32Array(rows)
  }

  addCell(row: number, low: number, high: number): void {
    this.#low[row] = Math.imul(this.#low[row]! ^ low, LOW_PRIME) + 1
    this.#high[row] = Math.imul(this.#high[row]! ^ high, HIGH_PRIME) + 1
  }

  /** Compares the rows of the batch with those before them. */
  finish(batch: RawBatch, file: string): void {
    for (let row = 0; row < batch.rows && !this.isCut; row++) {
      if (this.#seen.add(this.#low[row]!, this.#high[row]!)) continue
      this.repeated++
      this.firstPlace ??= `${file} row ${batch.rowNumber(row)}`
    }
  }

  /** Some rows were not compared, as there were too many. */
  get isCut(): boolean {
    return this.#seen.size >= COMPARED_ROWS
  }
}
