import { describe, expect, it } from 'vitest'
import { Random, randomOf, splitMix64 } from '../../src/math/random.ts'

const take = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw)

describe('random numbers', () => {
  it('are those of xoshiro128starstar.c with the state 1, 2, 3, 4', () => {
    // The reference program, compiled; rand_xoshiro (Rust) tests against the same ten.
    const random = new Random([1, 2, 3, 4])
    expect(take(10, () => random.word())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })

  it('start from a state made by splitmix64.c', () => {
    // Of seed 1234567, as published on rosettacode.org, "Pseudo-random numbers/Splitmix64".
    expect(take(5, splitMix64(1234567n))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ])
  })

  it('are the same for the same seed, and others for another seed or stream', () => {
    const words = (seed: number, stream?: number) => {
      const random = randomOf(seed, stream)
      return take(4, () => random.word()).join()
    }
    expect(words(1)).toBe(words(1))
    expect(new Set([words(1), words(2), words(1, 1), words(2, 1), words(0xffff_ffff)]).size).toBe(5)
  })

  it('are even from 0 to 1, both ends left out', () => {
    const random = randomOf(1)
    const draws = take(100_000, () => random.uniform())
    const tenths = new Array<number>(10).fill(0)
    for (const draw of draws) tenths[Math.floor(draw * 10)]!++
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    // The 99.9% quantile of chi-square with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.88)
    expect(Math.min(...draws.slice(0, 1000))).toBeGreaterThan(0)
    expect(Math.max(...draws.slice(0, 1000))).toBeLessThan(1)
  })

  it('below a count reach each of its places', () => {
    const random = randomOf(1)
    const seen = new Set(take(1000, () => random.below(7)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})
