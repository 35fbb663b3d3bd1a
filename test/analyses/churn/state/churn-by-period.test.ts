import { describe, expect, it } from 'vitest'
import { churnByPeriod } from '../../../../src/analyses/churn/state/churn-by-period.ts'
import type { Periods } from '../../../../src/math/calendar.ts'
import type { PurchaseDays } from '../../../../src/measures/purchase-days.ts'

/** Periods of five days; days count from 0. */
const fives: Periods = {
  unit: 'day',
  indexOf: day => Math.floor(day / 5),
  start: index => index * 5,
  label: String,
}

const purchasesOf = (histories: readonly number[][]): PurchaseDays => ({
  customers: histories.length,
  offsets: Uint32Array.from([0, ...histories.keys()], (_, i) => histories.slice(0, i).flat().length),
  days: Int32Array.from(histories.flat()),
})

describe('churn by periods of five days', () => {
  it('is that of definition C2: 1 of the 2 not churned at the start', () => {
    const purchases = purchasesOf([100, 70, 66, 20].map(since => [100 - since]))
    const options = { periods: fives, firstDay: 0, asOf: 104, t2: 67.5, withinDays: 30 }
    const { atStart, churned } = churnByPeriod(purchases, options)
    expect([atStart[20], churned[20]]).toEqual([2, 1])
  })

  it('wins nobody back who never ordered again', () => {
    const options = { periods: fives, firstDay: 0, asOf: 24, t2: 3, withinDays: 10 }
    const { lapsed, wonBack } = churnByPeriod(purchasesOf([[0], [0, 17]]), options)
    expect([...lapsed.subarray(0, 5)]).toEqual([0, 2, 2, 2, 1])
    expect([...wonBack.subarray(0, 5)]).toEqual([0, 0, 1, 1, 0])
  })
})
