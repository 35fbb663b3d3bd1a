/** Days between successive purchase days: the completed ones alone, or with the open last one of every customer. */

import type { Day } from '../math/calendar.ts'
import type { PurchaseDays } from './purchase-days.ts'
import { remembered } from './remembered.ts'

/** Completed gaps in days, ascending: all of history, all customers together. */
export const completedGaps = remembered(({ customers, offsets, days }: PurchaseDays): Int32Array => {
  // Few different whole numbers: counting them is several times as fast as sorting.
  const counts = new Uint32Array(longestGap(days) + 1)
  for (let customer = 0; customer < customers; customer++) {
    const end = offsets[customer + 1]!
    for (let i = offsets[customer]! + 1; i < end; i++) counts[days[i]! - days[i - 1]!]!++
  }
  const gaps = new Int32Array(days.length - customers)
  let size = 0
  for (let gap = 0; gap < counts.length; gap++) {
    gaps.fill(gap, size, size + counts[gap]!)
    size += counts[gap]!
  }
  return gaps
})

/** At most the days from the first of all to the last. */
function longestGap(days: Int32Array): number {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < days.length; i++) {
    const day = days[i]!
    if (day < first) first = day
    if (day > last) last = day
  }
  return days.length === 0 ? 0 : last - first
}

/** Stretches without a purchase, in days: `repeated` is 1 where a purchase day ended one, 0 where it is open. */
export interface Spells {
  readonly days: Float64Array
  readonly repeated: Uint8Array
}

/** One spell a customer: first to second purchase day, open ones up to the as-of date (definition R8). */
export function firstRepeat({ customers, offsets, days }: PurchaseDays, asOf: Day): Spells {
  const spells = emptySpells(customers)
  for (let customer = 0; customer < customers; customer++) {
    const first = offsets[customer]!
    const hasSecond = offsets[customer + 1]! > first + 1
    spells.days[customer] = (hasSecond ? days[first + 1]! : asOf) - days[first]!
    spells.repeated[customer] = hasSecond ? 1 : 0
  }
  return spells
}

/** One spell a purchase day: to the customer's next one, the last open up to the as-of date (definition R8). */
export function betweenOrders({ customers, offsets, days }: PurchaseDays, asOf: Day): Spells {
  const spells = emptySpells(days.length)
  for (let customer = 0; customer < customers; customer++) {
    const last = offsets[customer + 1]! - 1
    for (let i = offsets[customer]!; i < last; i++) {
      spells.days[i] = days[i + 1]! - days[i]!
      spells.repeated[i] = 1
    }
    spells.days[last] = asOf - days[last]!
  }
  return spells
}

const emptySpells = (size: number): Spells => ({
  days: new Float64Array(size),
  repeated: new Uint8Array(size),
})
