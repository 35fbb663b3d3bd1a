/** A running total of whole numbers that never rounds, whatever its size or the order of its parts. */

/** Below this, adding two numbers cannot pass 2^53. */
const SAFE = 2 ** 51

export class ExactSum {
  #small = 0
  #large = 0n

  add(units: number): void {
    if (units > SAFE || units < -SAFE) {
      this.#large += BigInt(units)
      return
    }
    this.#small += units
    if (this.#small > SAFE || this.#small < -SAFE) {
      this.#large += BigInt(this.#small)
      this.#small = 0
    }
  }

  addAll(units: Float64Array): void {
    for (let i = 0; i < units.length; i++) this.add(units[i]!)
  }

  merge(other: ExactSum): void {
    this.#large += other.total()
  }

  total(): bigint {
    return this.#large + BigInt(this.#small)
  }

  toPlain(): bigint {
    return this.total()
  }

  static fromPlain(total: bigint): ExactSum {
    const sum = new ExactSum()
    sum.#large = total
    return sum
  }
}
