import { describe, expect, it } from 'vitest'
import { monthsAhead } from '../../src/measures/valuation.ts'

describe('the months ahead (definition P2)', () => {
  it('end every 365.25 / 12 days, in the unit of time', () => {
    const ends = (unit: 'day' | 'week') =>
      monthsAhead({ horizon: 12, unit, discount: 0 }).map(({ end }) => end)
    expect(ends('day')[0]).toBe(30.4375)
    expect(ends('day')[11]).toBe(365.25)
    expect(ends('week')[11]).toBeCloseTo(365.25 / 7, 12)
  })

  // lifetimes and pymc-marketing: one month at 100 % a month is worth half; 1 % a month is 12.68 % a year.
  it.each([
    [2 ** 12 - 1, 1, 0.5],
    [1.01 ** 12 - 1, 3, 1 / 1.01 ** 3],
    [0.1, 12, 1 / 1.1],
    [0, 7, 1],
  ])('at %d a year count month %i as %d', (discount, month, factor) => {
    const months = monthsAhead({ horizon: 12, unit: 'week', discount })
    expect(months[month - 1]!.factor).toBeCloseTo(factor, 12)
  })
})
