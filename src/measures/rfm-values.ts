/** Recency, frequency and money of every customer, under the words of the reports (definitions S1, P3). */

import { customerSumTooLarge } from '../errors/index.ts'
import type { Day } from '../math/calendar.ts'
import type { Histories } from '../rollups/histories.ts'

/** Customers with an order in the window, by id; 36 bytes a customer; what is after the as-of date is not seen. */
export interface RfmValues {
  readonly customers: number
  /** Their place in the histories. */
  readonly places: Uint32Array
  /** First order of the whole history, and last one. */
  readonly firstOrder: Int32Array
  readonly lastOrder: Int32Array
  /** Calendar days from the last order to the as-of date. */
  readonly daysSinceLast: Float64Array
  /** Distinct orders in the window. */
  readonly orders: Float64Array
  /** Net money booked in the window, in units of the run's scale; exact, may be negative. */
  readonly netRevenue: Float64Array
  /** Customers whose orders all lie outside the window: not among the others. */
  readonly outOfWindow: number
}

export interface RfmWindow {
  readonly asOf: Day
  /** Local days counted, the as-of date being the last; all history where null. */
  readonly windowDays: number | null
}

/** One pass over histories of grain `day`; a customer whose sum cannot be kept exactly is a UserError. */
export function rfmValues(histories: Histories, { asOf, windowDays }: RfmWindow): RfmValues {
  const size = histories.customers
  const places = new Uint32Array(size)
  const firstOrder = new Int32Array(size)
  const lastOrder = new Int32Array(size)
  const daysSinceLast = new Float64Array(size)
  const orders = new Float64Array(size)
  const netRevenue = new Float64Array(size)
  const windowStart = windowDays === null ? Number.NEGATIVE_INFINITY : asOf - windowDays + 1
  const { offsets, at, orders: ordersOf, amounts } = histories
  let kept = 0
  for (let place = 0; place < size; place++) {
    let from = offsets[place]!
    let to = offsets[place + 1]!
    let first = from
    while (to > from && at[to - 1]! > asOf) to--
    while (first < to && ordersOf[first] === 0) first++
    while (from < to && at[from]! < windowStart) from++
    let count = 0
    let net = 0
    for (let entry = from; entry < to; entry++) {
      count += ordersOf[entry]!
      net += amounts[entry]!
    }
    if (count === 0) continue
    if (!Number.isSafeInteger(net)) throw customerSumTooLarge(histories.id(place))
    let last = to - 1
    while (ordersOf[last] === 0) last--
    places[kept] = place
    firstOrder[kept] = at[first]!
    lastOrder[kept] = at[last]!
    daysSinceLast[kept] = asOf - at[last]!
    orders[kept] = count
    netRevenue[kept++] = net
  }
  return {
    customers: kept,
    places: places.subarray(0, kept),
    firstOrder: firstOrder.subarray(0, kept),
    lastOrder: lastOrder.subarray(0, kept),
    daysSinceLast: daysSinceLast.subarray(0, kept),
    orders: orders.subarray(0, kept),
    netRevenue: netRevenue.subarray(0, kept),
    outOfWindow: size - kept,
  }
}
