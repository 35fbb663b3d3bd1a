/** How many different values a column has: exactly up to a million, then nearly. */

import { HashSet } from '../../batches/hash-set.ts'
import { HyperLogLog } from './hyper-log-log.ts'

/** Past this a column is estimated. */
const EXACT_VALUES = 1_000_000

/** What all columns together may hold exactly: at most 128 MB, however many columns there are. */
export class Room {
  left = 8_000_000
}

/** Grows with the distinct values up to 16 MB, then holds 16 KB. */
export class Distinct {
  readonly #room: Room
  #exact: HashSet | null = new HashSet()
  #sketch: HyperLogLog | null = null

  constructor(room: Room) {
    this.#room = room
  }

  add(low: number, high: number): void {
    this.#sketch?.add(low, high)
    if (!this.#exact?.add(low, high)) return
    this.#room.left--
    if (this.#exact.size > EXACT_VALUES || this.#room.left < 0) this.#estimateFrom(this.#exact)
  }

  get isApproximate(): boolean {
    return this.#sketch !== null
  }

  get count(): number {
    return this.#sketch ? this.#sketch.estimate() : this.#exact!.size
  }

  #estimateFrom(exact: HashSet): void {
    const sketch = new HyperLogLog()
    exact.visit((low, high) => sketch.add(low, high))
    this.#room.left += exact.size
    this.#exact = null
    this.#sketch = sketch
  }
}
