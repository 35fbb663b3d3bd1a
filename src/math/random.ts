/**
 * Seeded random numbers: xoshiro128** 1.1 (Blackman and Vigna 2021, "Scrambled linear pseudorandom number
 * generators", prng.di.unimi.it), its state filled by SplitMix64 as its authors advise. Whole-number
 * arithmetic only: a seed gives the same numbers on every machine.
 */

const TWO_32 = 0x1_0000_0000
const MASK_64 = 0xffff_ffff_ffff_ffffn

/** The four words of the state; not all of them 0. */
export type RandomState = readonly [number, number, number, number]

export class Random {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor([a, b, c, d]: RandomState) {
    this.#a = a | 0
    this.#b = b | 0
    this.#c = c | 0
    this.#d = d | 0
  }

  /** A whole number from 0 to 2^32 - 1. */
  word(): number {
    const scrambled = Math.imul(rotated(Math.imul(this.#b, 5), 7), 9)
    const shifted = this.#b << 9
    this.#c ^= this.#a
    this.#d ^= this.#b
    this.#b ^= this.#c
    this.#a ^= this.#d
    this.#c ^= shifted
    this.#d = rotated(this.#d, 11)
    return scrambled >>> 0
  }

  /** A number strictly between 0 and 1, so that its logarithm is finite: 52 bits and a half. */
  uniform(): number {
    const high = this.word()
    const low = this.word() >>> 12
    return (high * 0x10_0000 + low + 0.5) / (TWO_32 * 0x10_0000)
  }

  /** A whole number from 0 to below `count`, at most 2^32. */
  below(count: number): number {
    return Math.floor((this.word() / TWO_32) * count)
  }
}

const rotated = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits))

/**
 * The generator of a seed. Streams of one seed are independent, so that drawing more from one of them leaves
 * the others as they are. Both are whole numbers from 0 to 2^32 - 1.
 */
export function randomOf(seed: number, stream = 0): Random {
  const next = splitMix64((BigInt(stream) << 32n) | BigInt(seed))
  const [first, second] = [next(), next()]
  return new Random([low32(first), low32(first >> 32n), low32(second), low32(second >> 32n)])
}

const low32 = (word: bigint) => Number(word & 0xffff_ffffn)

/** SplitMix64 (Steele, Lea and Flood 2014), as in Vigna's splitmix64.c. */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed
  return () => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & MASK_64
    let word = state
    word = ((word ^ (word >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & MASK_64
    word = ((word ^ (word >> 27n)) * 0x94d0_49bb_1331_11ebn) & MASK_64
    return word ^ (word >> 31n)
  }
}
