/** Orders and money of a customer's last days, on any day: what tiers are earned by (definition S9). */

import { customerSumTooLarge } from '../errors/index.ts'
import type { Day } from '../math/calendar.ts'
import type { Histories } from '../rollups/histories.ts'

/** One customer on one day; the same object is given again for the next. */
export interface Trailing {
  /** Net money and orders of the local days (day - windowDays, day]; money in units. */
  spend: number
  orders: number
  /** Days since the first order. */
  tenureDays: number
}

export interface TrailingOptions {
  readonly from: Day
  readonly to: Day
  readonly windowDays: number
}

/** Calls `see` for each day from `from` to `to` on which the customer has ordered before or on it, in order. */
export function eachTrailing(
  { offsets, at, orders, amounts, id }: Histories,
  place: number,
  { from, to, windowDays }: TrailingOptions,
  see: (trailing: Trailing, day: Day) => void,
): void {
  const end = offsets[place + 1]!
  const now: Trailing = { spend: 0, orders: 0, tenureDays: 0 }
  let [entering, leaving, first] = [offsets[place]!, offsets[place]!, Number.POSITIVE_INFINITY]
  for (let day = from; day <= to; day++) {
    for (; entering < end && at[entering]! <= day; entering++) {
      now.spend += amounts[entering]!
      now.orders += orders[entering]!
      if (orders[entering]! > 0 && first > day) first = at[entering]!
    }
    for (; leaving < entering && at[leaving]! <= day - windowDays; leaving++) {
      now.spend -= amounts[leaving]!
      now.orders -= orders[leaving]!
    }
    if (!Number.isSafeInteger(now.spend)) throw customerSumTooLarge(id(place))
    if (first > day) continue
    now.tenureDays = day - first
    see(now, day)
  }
}
