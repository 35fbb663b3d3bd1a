/** Histories as they stood on an earlier date. */

import type { Day } from '../math/calendar.ts'
import type { Zone } from '../math/zone.ts'
import type { Histories } from '../rollups/histories.ts'
import { pickCustomers } from './pick-customers.ts'

/** Entries up to that date, of customers with an order up to it. The totals stay those of everything used. */
export function cutHistories(histories: Histories, asOf: Day, zone: Zone): Histories {
  const { customers, offsets, at, orders, grain } = histories
  const end = grain === 'day' ? asOf + 1 : zone.startOf(asOf + 1)
  const places = new Uint32Array(customers)
  let size = 0
  for (let customer = 0; customer < customers; customer++) {
    let hasOrder = false
    for (let entry = offsets[customer]!; entry < offsets[customer + 1]! && !hasOrder; entry++)
      hasOrder = at[entry]! < end && orders[entry]! > 0
    if (hasOrder) places[size++] = customer
  }
  return withoutLater(pickCustomers(histories, places.subarray(0, size)), end)
}

/** Entries ascend within a customer, so that what is later is the end of each run. */
function withoutLater(histories: Histories, end: number): Histories {
  const { customers, offsets, at, orders, amounts } = histories
  const cut = new Uint32Array(customers + 1)
  let size = 0
  for (let customer = 0; customer < customers; customer++) {
    for (let entry = offsets[customer]!; entry < offsets[customer + 1]! && at[entry]! < end; entry++) {
      at[size] = at[entry]!
      orders[size] = orders[entry]!
      amounts[size++] = amounts[entry]!
    }
    cut[customer + 1] = size
  }
  return {
    ...histories,
    offsets: cut,
    at: at.subarray(0, size),
    orders: orders.subarray(0, size),
    amounts: amounts.subarray(0, size),
  }
}
