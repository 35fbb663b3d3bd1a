import { describe, expect, it } from 'vitest'
import { cutsByValue, scoreOf } from '../../src/measures/scores.ts'

/** floor(k · #{y < x} / n) + 1, word for word (definition S2). */
const byDefinition = (values: readonly number[], k: number) =>
  values.map(x => Math.floor((k * values.filter(y => y < x).length) / values.length) + 1)

const scoresOf = (values: readonly number[], k: number) => {
  const cuts = cutsByValue(Float64Array.from(values), k)
  return values.map(value => scoreOf(value, cuts))
}

describe('scores by value', () => {
  const CASES: [name: string, values: number[], k: number][] = [
    ['different values', [3, 1, 4, 15, 9, 2, 6, 5, 35, 8], 5],
    ['ties that empty a score', [1, 1, 1, 1, 1, 1, 2, 3, 4, 9], 5],
    ['one value', [7, 7, 7], 5],
    ['fewer values than scores', [2, 1, 3], 10],
    ['negative values', [-5, 0, -5, 12, 0.5], 2],
    ['nobody', [], 5],
  ]
  it.each(CASES)('follow the definition: %s', (_name, values, k) => {
    expect(scoresOf(values, k)).toEqual(byDefinition(values, k))
  })

  it('follow the definition for many values and ties', () => {
    for (let seed = 1; seed < 40; seed++) {
      const values = Array.from({ length: 7 * seed }, (_, i) => (i * i * 31 + seed * 17) % (seed + 3))
      const k = 2 + (seed % 9)
      expect(scoresOf(values, k)).toEqual(byDefinition(values, k))
    }
  })

  it('clamp later values to 1..k, and leave a score out of reach that nobody had', () => {
    const cuts = cutsByValue(Float64Array.from([10, 20, 30, 40, 50]), 5)
    expect([5, 10, 25, 50, 1000].map(value => scoreOf(value, cuts))).toEqual([1, 1, 2, 5, 5])
    const tied = cutsByValue(Float64Array.from([1, 1, 1, 1]), 5)
    expect(scoreOf(99, tied)).toBe(1)
  })
})
