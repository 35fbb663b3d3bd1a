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
  const customerCodes = recode.get('customer')
  const orderCodes = recode.get('order')
  const customerOf = (code: number) => (code === NO_CUSTOMER ? NO_CUSTOMER : customerCodes![code]!)
  const byDay = into.rules.key === 'customer+day'
  const versionCodes = other.versions && absorbVersions(into, other.versions, recode, dictionaries)
  const orderOf = (code: number) => {
    if (versionCodes) return versionCodes[code]!
    if (!byDay) return orderCodes![code]!
    const { firsts, seconds } = other.customerDays
    return into.customerDays.codeOf(customerOf(firsts[code]!), seconds[code]!)
  }
  into.orders.merge(other.orders, orderOf, customerOf)
  if (other.orders.overflow !== -1) into.orders.overflow = orderOf(other.orders.overflow)
  const { refundsOfVersions: refunds } = other
  for (let i = 0; i < refunds.size; i++) {
    const customer = customerOf(refunds.customers[i]!)
    into.refundsOfVersions.add(orderOf(refunds.orders[i]!), customer, refunds.at[i]!, refunds.amounts[i]!)
  }
  for (const { size, customers, at, orders, amounts } of other.bookings.parts()) {
    for (let i = 0; i < size; i++) {
      into.bookings.add(customerOf(customers[i]!), at[i]!, orders[i]!, amounts[i]!)
    }
  }
  into.net.merge(other.net)
  into.refunds.merge(other.refunds)
  into.netWithoutCustomer.merge(other.netWithoutCustomer)
  into.refundRows += other.refundRows
  into.singleOrders += other.singleOrders
  into.zeroSingleOrders += other.zeroSingleOrders
  into.singleOrdersWithoutCustomer += other.singleOrdersWithoutCustomer
  into.hasAmount ||= other.hasAmount
  into.timeOfDay ||= other.timeOfDay
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
