import { describe, expect, it } from 'vitest'
import { wilson } from '../../src/math/wilson.ts'

// Definition G9, to the 4 decimals printed there.
const CASES: [hits: number, trials: number, low: number, high: number][] = [
  [2, 10, 0.0567, 0.5098],
  [0, 10, 0, 0.2775],
  [200, 1000, 0.1764, 0.2259],
  [10, 10, 0.7225, 1],
]

describe('the Wilson interval', () => {
  it.each(CASES)('of %i out of %i', (hits, trials, low, high) => {
    expect(wilson(hits, trials).low).toBeCloseTo(low, 4)
    expect(wilson(hits, trials).high).toBeCloseTo(high, 4)
  })
})
