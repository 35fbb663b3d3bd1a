/** What customers brought in their first days, of those who have been observed so long (definition S8). */

import type { Day } from '../math/calendar.ts'
import type { Histories } from '../rollups/histories.ts'

/** By customer observed, in the order of their ids. */
export interface EarlyValues {
  /** Place in the histories. */
  readonly places: Uint32Array
  /** Net money from the first order to `days` days after it, in units. */
  readonly units: Float64Array
  /** Customers whose first order is less than `days` days before the as-of date. */
  readonly tooNew: number
}

export function earlyValues(
  { customers, offsets, at, orders, amounts }: Histories,
  asOf: Day,
  days: number,
): EarlyValues {
  const places = new Uint32Array(customers)
  const units = new Float64Array(customers)
  let kept = 0
  for (let place = 0; place < customers; place++) {
    const end = offsets[place + 1]!
    let entry = offsets[place]!
    while (orders[entry] === 0) entry++
    const last = at[entry]! + days
    if (last > asOf) continue
    let net = 0
    for (; entry < end && at[entry]! <= last; entry++) net += amounts[entry]!
    places[kept] = place
    units[kept++] = net
  }
  return { places: places.subarray(0, kept), units: units.subarray(0, kept), tooNew: customers - kept }
}

/** Places in the values of the first ceil(percent · n / 100) by value, equal ones in the order of their ids. */
export function topCustomers({ units }: EarlyValues, percent: number): Uint32Array {
  const ranked = Uint32Array.from(units, (_, customer) => customer)
  ranked.sort((a, b) => units[b]! - units[a]! || a - b)
  return ranked.subarray(0, Math.ceil((units.length * percent) / 100))
}
