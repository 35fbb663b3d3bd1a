/** Many running totals of whole numbers that never round, in two typed arrays: a digit of base 2^40 and the rest. */

const BASE = 2 ** 40

/** Adding less than BASE to less than this cannot pass 2^53. */
const SAFE = 2 ** 52

/** 16 bytes a total, whatever its size; parts are whole numbers of at most 2^53. */
export class ExactSums {
  readonly #high: Float64Array
  readonly #low: Float64Array

  constructor(size: number) {
    this.#high = new Float64Array(size)
    this.#low = new Float64Array(size)
  }

  add(index: number, units: number): void {
    // Most parts are smaller, and a remainder costs more than all the rest.
    const isSmall = units < BASE && units > -BASE
    const low = this.#low[index]! + (isSmall ? units : units % BASE)
    if (!isSmall) this.#high[index]! += Math.trunc(units / BASE)
    if (low > SAFE || low < -SAFE) {
      this.#high[index]! += Math.trunc(low / BASE)
      this.#low[index] = low % BASE
    } else this.#low[index] = low
  }

  /** Adds a total of other sums, or of these. */
  addTotal(index: number, other: ExactSums, otherIndex: number): void {
    this.#high[index]! += other.#high[otherIndex]!
    this.add(index, other.#low[otherIndex]!)
  }

  total(index: number): bigint {
    return BigInt(this.#high[index]!) * BigInt(BASE) + BigInt(this.#low[index]!)
  }
}
