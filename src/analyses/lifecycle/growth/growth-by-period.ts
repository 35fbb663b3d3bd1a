/** Growth accounting in each calendar period (definition L1), in one pass over active days. */

import type { PurchaseDays } from '../../../measures/purchase-days.ts'

export interface GrowthOptions {
  /** Day → period, counted from the first of the history. */
  periodOf(day: number): number
  readonly periods: number
  /** The period in which a customer signed up, where that is known and earlier than their first active day. */
  signedUp?(customer: number, firstActive: number): number
}

/** Customers by period; nobody is in a cell twice. */
export interface Growth {
  /** Active for the first time ever. */
  readonly new: Int32Array
  /** Active, and in the period before. */
  readonly returning: Int32Array
  /** Active and not in the period before, but in an earlier one. */
  readonly resurrecting: Int32Array
  /** Not active, but in the period before: the first silent period alone. */
  readonly dormant: Int32Array
  readonly active: Int32Array
}

export function growthByPeriod(
  { customers, offsets, days }: PurchaseDays,
  { periodOf, periods, signedUp = (_, first) => first }: GrowthOptions,
): Growth {
  const growth = emptyGrowth(periods)
  for (let customer = 0; customer < customers; customer++) {
    let previous = -1
    for (let i = offsets[customer]!; i < offsets[customer + 1]!; i++) {
      const period = periodOf(days[i]!)
      if (period === previous) continue
      growth.active[period]!++
      if (previous === -1) {
        const isNew = signedUp(customer, period) === period
        growth[isNew ? 'new' : 'resurrecting'][period]!++
      } else if (period === previous + 1) growth.returning[period]!++
      else {
        growth.resurrecting[period]!++
        growth.dormant[previous + 1]!++
      }
      previous = period
    }
    if (previous + 1 < periods) growth.dormant[previous + 1]!++
  }
  return growth
}

const emptyGrowth = (periods: number): Growth => ({
  new: new Int32Array(periods),
  returning: new Int32Array(periods),
  resurrecting: new Int32Array(periods),
  dormant: new Int32Array(periods),
  active: new Int32Array(periods),
})
