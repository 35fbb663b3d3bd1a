/** The headline repeat purchase rate: a second order within a fixed number of days (definition R7 d). */

import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'

export interface RepeatOptions {
  /** Calendar days, inclusive. */
  readonly horizonDays: number
  /** Whether a second order on the first day counts; else a second purchase day is asked for. */
  readonly sameDay: boolean
  /** Whether a customer with an order counts. */
  isCounted(customer: number): boolean
}

export interface Repeat {
  readonly customers: number
  /** Customers whose days are all over by the end of the as-of date. */
  readonly eligible: number
  readonly repeated: number
}

export function repeatOf(histories: Histories, run: Run, options: RepeatOptions): Repeat {
  const { grain, at, orders, offsets } = histories
  const { horizonDays, sameDay, isCounted } = options
  const dayOf = grain === 'day' ? (day: number) => day : run.zone.dayOf
  const count = { customers: 0, eligible: 0, repeated: 0 }
  for (let customer = 0; customer < histories.customers; customer++) {
    const end = offsets[customer + 1]!
    const first = nextOrder(orders, offsets[customer]!, end)
    if (first === end || !isCounted(customer)) continue
    count.customers++
    const firstDay = dayOf(at[first]!)
    if (firstDay + horizonDays > run.asOf) continue
    count.eligible++
    if (sameDay && orders[first]! > 1) {
      count.repeated++
      continue
    }
    let second = nextOrder(orders, first + 1, end)
    while (!sameDay && second < end && dayOf(at[second]!) === firstDay) {
      second = nextOrder(orders, second + 1, end)
    }
    if (second < end && dayOf(at[second]!) - firstDay <= horizonDays) count.repeated++
  }
  return count
}

/** The first entry from there on that is no mere refund; `end` where there is none. */
function nextOrder(orders: Int32Array, from: number, end: number): number {
  let entry = from
  while (entry < end && orders[entry] === 0) entry++
  return entry
}
