/** Two parts of `histories` become one: the codes of the other part are recoded, nothing else changes. */

import { type HistoriesState, NO_CUSTOMER } from './histories-state.ts'
import { OrderVersions } from './order-versions.ts'
import type { Dictionaries, Recode } from './rollup.ts'

export function mergeStates(
  into: HistoriesState,
  other: HistoriesState,
  recode: Recode,
  dictionaries: Dictionaries,
): void {
  const customers = recode.get('customer') ?? new Int32Array(0)
  const orders = orderCodes(into, other, recode, dictionaries)
  into.orders.merge(other.orders, orders, customers)
  const { refundsOfVersions: refunds } = other
  for (let i = 0; i < refunds.size; i++) {
    const code = refunds.customers[i]!
    const customer = code === NO_CUSTOMER ? NO_CUSTOMER : customers[code]!
    into.refundsOfVersions.add(orders[refunds.orders[i]!]!, customer, refunds.at[i]!, refunds.amounts[i]!)
  }
  into.bookings.absorb(other.bookings, customers)
  into.net.merge(other.net)
  into.refunds.merge(other.refunds)
  into.netWithoutCustomer.merge(other.netWithoutCustomer)
  into.refundRows += other.refundRows
  into.multiLineOrders += other.multiLineOrders
  into.repeatingOrders += other.repeatingOrders
  into.singleOrders += other.singleOrders
  into.zeroSingleOrders += other.zeroSingleOrders
  into.singleOrdersWithoutCustomer += other.singleOrdersWithoutCustomer
  into.hasAmount ||= other.hasAmount
  into.timeOfDay ||= other.timeOfDay
}

/** Codes of the other's orders → codes of this one's. */
function orderCodes(
  into: HistoriesState,
  other: HistoriesState,
  recode: Recode,
  dictionaries: Dictionaries,
): Int32Array {
  if (other.versions) return absorbVersions(into, other.versions, recode, dictionaries)
  if (into.rules.key !== 'customer+day') return recode.get('order') ?? new Int32Array(0)
  const customers = recode.get('customer')!
  const { firsts, seconds, size } = other.customerDays
  return Int32Array.from({ length: size }, (_, day) =>
    into.customerDays.codeOf(customers[firsts[day]!]!, seconds[day]!),
  )
}

function absorbVersions(
  into: HistoriesState,
  other: OrderVersions,
  recode: Recode,
  dictionaries: Dictionaries,
): Int32Array {
  into.versions ??= new OrderVersions()
  const textCodes = recode.get('latestBy')!
  const textOf = (code: number) => (code === -1 ? -1 : textCodes[code]!)
  return into.versions.absorb(
    other,
    order => recode.get('order')![order]!,
    textOf,
    dictionaries.get('latestBy')!,
  )
}
