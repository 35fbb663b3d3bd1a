/** Pairs of a code and a number, each with a code of its own: an open-addressing table over typed arrays. */

import { grown } from '../batches/grow.ts'

const INITIAL_PAIRS = 1024
const EMPTY_SLOT = -1

/** 12 bytes a pair, and 8 to 16 of table. */
export class PairTable {
  size = 0
  /** Pair → its first and its second part. */
  firsts = new Int32Array(INITIAL_PAIRS)
  seconds = new Float64Array(INITIAL_PAIRS)
  #slots = new Int32Array(INITIAL_PAIRS * 2).fill(EMPTY_SLOT)

  /** The code of the pair, which is added where it is new. */
  codeOf(first: number, second: number): number {
    const mask = this.#slots.length - 1
    let slot = hash(first, second) & mask
    for (;;) {
      const pair = this.#slots[slot]!
      if (pair === EMPTY_SLOT) return this.#append(first, second, slot)
      if (this.firsts[pair] === first && this.seconds[pair] === second) return pair
      slot = (slot + 1) & mask
    }
  }

  toPlain() {
    return { firsts: this.firsts.subarray(0, this.size), seconds: this.seconds.subarray(0, this.size) }
  }

  static fromPlain({ firsts, seconds }: ReturnType<PairTable['toPlain']>): PairTable {
    const pairs = new PairTable()
    for (let pair = 0; pair < firsts.length; pair++) pairs.codeOf(firsts[pair]!, seconds[pair]!)
    return pairs
  }

  #append(first: number, second: number, slot: number): number {
    const pair = this.size++
    this.firsts[pair] = first
    this.seconds[pair] = second
    this.#slots[slot] = pair
    if (this.size === this.firsts.length) this.#grow()
    return pair
  }

  #grow(): void {
    const length = this.size * 2
    this.firsts = grown(this.firsts, length)
    this.seconds = grown(this.seconds, length)
    const slots = new Int32Array(length * 2).fill(EMPTY_SLOT)
    const mask = slots.length - 1
    for (let pair = 0; pair < this.size; pair++) {
      let slot = hash(this.firsts[pair]!, this.seconds[pair]!) & mask
      while (slots[slot] !== EMPTY_SLOT) slot = (slot + 1) & mask
      slots[slot] = pair
    }
    this.#slots = slots
  }
}

function hash(first: number, second: number): number {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
