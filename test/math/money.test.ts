import { describe, expect, it } from 'vitest'
import { money } from '../../src/math/money.ts'

describe('money', () => {
  const CASES: [scale: number, digits: number, units: number | bigint, parts: number, expected: number][] = [
    [6, 2, 1_234_567, 1, 1.23],
    [6, 2, -1_235_000, 1, -1.24], // half away from zero
    [2, 2, 1001, 2, 5.01], // 5.005
    [2, 2, -1001, 2, -5.01],
    [6, 2, 9_999_999, 2, 5], // 4.9999995 is rounded once: not by way of 5.000000
    [6, 2, 10_009_999, 2, 5], // 5.0049995 is below the half, though 5.005000 is not
    [0, 2, 10, 3, 3.33], // decimals that were not kept of amounts are there of their means
    [0, 0, 5, 2, 3],
    [2, 0, 12n, 1, 0],
  ]
  it.each(CASES)('of scale %d shows %d digits: %s / %d is %d', (scale, digits, units, parts, expected) => {
    expect(money(scale, digits).toNumber(units, parts)).toBe(expected)
  })

  const WORDS: [digits: number, units: number | bigint, expected: string][] = [
    [2, 123_450_000, '1,234.50'],
    [2, -123_456_789_010_000n, '-1,234,567,890.10'],
    [2, -5000, '-0.05'],
    [2, -99_999_000, '-999.99'],
    [3, 99_999_950, '1,000.000'],
    [0, 999_500_000n, '9,995'],
  ]
  it.each(WORDS)('with %d digits in a sentence: %s is %s', (digits, units, expected) => {
    expect(money(5, digits).inWords(units)).toBe(expected)
  })
})
