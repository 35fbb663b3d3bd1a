import { describe, expect, it } from 'vitest'
import { median, percentile, quantile } from '../../src/math/quantile.ts'

// Definition C2: P80 and P95 of these 16 gaps are 35 and 67.5; P40 of them is 15.
const GAPS = [5, 7, 8, 10, 12, 14, 15, 18, 21, 25, 28, 30, 35, 45, 60, 90]

describe('quantiles of type 7', () => {
  it.each([
    [0, 5],
    [0.4, 15],
    [0.8, 35],
    [0.95, 67.5],
    [1, 90],
  ])('P%d of the worked example is %d', (p, expected) => {
    expect(quantile(GAPS, p)).toBeCloseTo(expected, 12)
  })

  it('takes the mean of the middle two for an even count', () => {
    expect(median([20, 30, 50, 100])).toBe(40)
    expect(median([7])).toBe(7)
  })
})

describe('percentiles of whole numbers', () => {
  it.each([
    [40, 15],
    [80, 35],
    [95, 67.5],
    [100, 90],
  ])('P%d of the worked example is %d', (percent, expected) => {
    expect(percentile(GAPS, percent)).toBe(expected)
  })

  it('are exact where a share in binary is not', () => {
    const sorted = [...Array(65).fill(30), ...Array(17).fill(35)]
    expect(quantile(sorted, 0.8)).toBeLessThan(34)
    expect(percentile(sorted, 80)).toBe(34)
  })
})
