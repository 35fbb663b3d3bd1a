/** Days between successive purchase days: the completed ones alone, or with the open last one of every customer. */

import type { Day } from '../math/calendar.ts'
import type { PurchaseDays } from './purchase-days.ts'
import { remembered } from './remembered.ts'

/** Completed gaps in days, ascending: all of history, all customers together. */
export const completedGaps = remembered(({ customers, offsets, days }: PurchaseDays): Int32Array => {
  const gaps = new Int32Array(days.length - customers)
  let size = 0
  for (let customer = 0; customer < customers; customer++) {
    for (let i = offsets[customer]! + 1; i < offsets[customer + 1]!; i++)
      gaps[size++] = days[i]! - days[i - 1]!
  }
  return sortedCounts(gaps)
})

/** Ascending. Gaps are few different whole numbers, so that counting them is several times as fast as sorting. */
function sortedCounts(gaps: Int32Array): Int32Array {
  let longest = 0
  for (const gap of gaps) if (gap > longest) longest = gap
  const counts = new Int32Array(longest + 1)
  for (const gap of gaps) counts[gap]!++
  let size = 0
  for (let gap = 0; gap <= longest; gap++) {
    gaps.fill(gap, size, size + counts[gap]!)
    size += counts[gap]!
  }
  return gaps
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
