/** The end of `histories`: orders that count are booked to their customers, who are sorted by id. */

import {
  customerSumTooLarge,
  equallyLateVersions,
  type OnFault,
  orderSumTooLarge,
  stop,
} from '../errors/index.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import type { Bookings } from './bookings.ts'
import { checkOrders } from './check-orders.ts'
import type { Histories } from './histories.ts'
import { book, bookRefund, countMoney, type HistoriesState, NO_CUSTOMER } from './histories-state.ts'
import { ORDER_FLAG } from './order-table.ts'
import { orderNames } from './order-names.ts'
import type { Dictionaries } from './rollup.ts'
import { sumBookings } from './sum-bookings.ts'

export function finishState(
  state: HistoriesState,
  dictionaries: Dictionaries,
  onFault: OnFault = stop,
): Histories {
  const { parts, ids, ...fromOrders } = bookedParts(state, dictionaries, onFault)
  const { grain } = state
  const { buyers, refundOnly, counts } = customersOf(parts, ids)
  const rankOf = new Int32Array(ids.size).fill(-1)
  for (let rank = 0; rank < buyers.length; rank++) rankOf[buyers[rank]!] = rank
  const customers = buyers.length
  const { overflow: tooLarge, ...summed } = sumBookings({
    ...{ parts, areGivenUp: true, counts, rankOf, customers, grain },
  })
  if (tooLarge !== -1) onFault(customerSumTooLarge(ids.text(buyers[tooLarge]!)))
  return {
    grain,
    customers,
    id: customer => ids.text(buyers[customer]!),
    ...summed,
    totals: {
      orders: state.singleOrders + fromOrders.orders,
      net: state.net.total(),
      refundRows: state.refundRows,
      refunds: state.refunds.total(),
      zeroOrders: state.zeroSingleOrders + fromOrders.zeroOrders,
      ordersWithoutCustomer: state.singleOrdersWithoutCustomer + fromOrders.ordersWithoutCustomer,
      netWithoutCustomer: state.netWithoutCustomer.total(),
      refundOnly: Array.from(refundOnly, code => ids.text(code)),
      timeOfDay: state.timeOfDay,
    },
  }
}

/** All that was booked: orders by code, then rows that are orders by themselves and refunds. Once for a state. */
export function bookedParts(state: HistoriesState, dictionaries: Dictionaries, onFault: OnFault) {
  const isCounted = latestOrders(state, dictionaries, onFault)
  checkOrders(state, isCounted, dictionaries, onFault)
  const { overflow } = state.orders
  if (overflow !== -1) onFault(orderSumTooLarge(orderNames([orderOf(state, overflow)], dictionaries)[0]!))
  const { bookings, ...counts } = bookOrders(state, isCounted)
  const ids = dictionaries.get('customer')
  if (!ids) throw new Error('histories need the role customer')
  return { parts: [bookings, ...state.bookings.parts()], ids, ...counts }
}

/** Codes of customers by id: those with an order, and those with refunds alone. `counts`: bookings by code. */
function customersOf(
  parts: readonly Bookings[],
  ids: Dictionary,
): { buyers: Int32Array; refundOnly: Int32Array; counts: Uint32Array } {
  const counts = new Uint32Array(ids.size)
  const hasOrder = new Uint8Array(ids.size)
  for (const { size, customers, orders } of parts) {
    for (let i = 0; i < size; i++) {
      const code = customers[i]!
      if (code === NO_CUSTOMER) continue
      counts[code]!++
      if (orders === null || orders[i]! > 0) hasOrder[code] = 1
    }
  }
  const codesWhere = (holds: (code: number) => boolean) => {
    const codes = new Int32Array(ids.size)
    let size = 0
    for (let code = 0; code < ids.size; code++) if (holds(code)) codes[size++] = code
    return ids.sorted(codes.subarray(0, size))
  }
  return {
    buyers: codesWhere(code => hasOrder[code] === 1),
    counts,
    refundOnly: codesWhere(code => counts[code]! > 0 && hasOrder[code] === 0),
  }
}

const orderOf = ({ versions }: HistoriesState, code: number) => (versions ? versions.orderOf(code) : code)

/** Order → 1 where it counts: all of them, or the latest version of each. Two that are equally late must be alike. */
function latestOrders(
  { versions, orders }: HistoriesState,
  dictionaries: Dictionaries,
  onFault: OnFault,
): Uint8Array {
  if (!versions) return new Uint8Array(orders.size).fill(1)
  const unalike: number[] = []
  const counts = versions.winners(dictionaries.get('latestBy')!, (first, second) => {
    if (!orders.isAlike(first, second)) unalike.push(versions.orderOf(first))
  })
  if (unalike.length > 0) onFault(equallyLateVersions(unalike.length, orderNames(unalike, dictionaries)))
  return counts
}

interface BookedOrders {
  readonly orders: number
  readonly zeroOrders: number
  readonly ordersWithoutCustomer: number
  /** The columns of the order table, with nobody as the customer of what is not booked. */
  readonly bookings: Bookings
}

/** Turns the gathered orders that count into bookings of their customers, in place. */
export function bookOrders(state: HistoriesState, isCounted: Uint8Array): BookedOrders {
  const { orders: table, rules } = state
  const counts = { orders: 0, zeroOrders: 0, ordersWithoutCustomer: 0 }
  const byOrderDate = rules.refundDate === 'order'
  bookRefundsOfVersions(state, isCounted)
  const orders = new Uint8Array(table.size)
  for (let order = 0; order < table.size; order++) {
    const customer = table.customers[order]!
    table.customers[order] = NO_CUSTOMER
    if (!isCounted[order]) {
      table.amounts[order] = 0
      continue
    }
    const refunded = table.refundedOf(order)
    if (!(table.flags[order]! & ORDER_FLAG.bought)) {
      const { refundCustomers, refundAt } = table
      if (byOrderDate && refunded !== 0) book(state, refundCustomers[order]!, refundAt[order]!, 0, refunded)
      continue
    }
    const amount = rules.amountIs === 'order' ? table.lineAmountOf(order) : table.amounts[order]!
    if (!(rules.dropVoided && refunded < 0 && amount + refunded <= 0)) {
      orders[order] = 1
      counts.orders++
      if (amount === 0) counts.zeroOrders++
      if (customer === NO_CUSTOMER) counts.ordersWithoutCustomer++
    }
    const booked = byOrderDate ? amount + refunded : amount
    countMoney(state, customer, booked)
    table.customers[order] = customer
    table.amounts[order] = booked
  }
  table.letGo()
  const { size, customers, at, amounts } = table
  return { ...counts, bookings: { size, customers, at, orders, amounts } }
}

function bookRefundsOfVersions(state: HistoriesState, isCounted: Uint8Array): void {
  const { size, orders, customers, at, amounts } = state.refundsOfVersions
  for (let i = 0; i < size; i++) {
    const order = orders[i]!
    if (isCounted[order]) bookRefund(state, order, customers[i]!, at[i]!, amounts[i]!)
  }
}
