/** The end of `histories`: orders that count are booked to their customers, who are sorted by id. */

import { customerSumTooLarge, equallyLateVersions, orderSumTooLarge } from '../errors.ts'
import { checkOrders } from './check-orders.ts'
import type { Histories } from './histories.ts'
import { book, bookRefund, type HistoriesState, NO_CUSTOMER } from './histories-state.ts'
import { ORDER_FLAG } from './order-table.ts'
import { orderNames } from './order-names.ts'
import type { Dictionaries } from './rollup.ts'
import { sortEntries } from './sort-entries.ts'

export function finishState(state: HistoriesState, dictionaries: Dictionaries): Histories {
  const counts = latestOrders(state, dictionaries)
  checkOrders(state, counts, dictionaries)
  const { overflow } = state.orders
  if (overflow !== -1) throw orderSumTooLarge(orderNames([orderOf(state, overflow)], dictionaries)[0]!)
  const fromOrders = bookOrders(state, counts)
  const { entries } = state
  const ids = dictionaries.get('customer')
  if (!ids) throw new Error('histories need the role customer')
  const { buyers, refundOnly, ...sorted } = sortEntries(entries, ids)
  const tooLarge = entries.overflow !== -1 ? entries.overflow : customerPastExact(buyers, sorted)
  if (tooLarge !== -1) throw customerSumTooLarge(ids.text(tooLarge))
  return {
    grain: state.grain,
    customers: buyers.length,
    id: customer => ids.text(buyers[customer]!),
    ...sorted,
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

const orderOf = ({ versions }: HistoriesState, code: number) => (versions ? versions.orderOf(code) : code)

/** Code of the first customer whose entries add up to more than a Float64 holds exactly; -1 where there is none. */
function customerPastExact(
  buyers: Int32Array,
  { offsets, amounts }: Pick<Histories, 'offsets' | 'amounts'>,
): number {
  for (let customer = 0; customer < buyers.length; customer++) {
    let sum = 0
    for (let i = offsets[customer]!; i < offsets[customer + 1]!; i++) {
      sum += amounts[i]!
      if (!Number.isSafeInteger(sum)) return buyers[customer]!
    }
  }
  return -1
}

/** Order → 1 where it counts: all of them, or the latest version of each. Two that are equally late must be alike. */
function latestOrders({ versions, orders }: HistoriesState, dictionaries: Dictionaries): Uint8Array {
  if (!versions) return new Uint8Array(orders.size).fill(1)
  const unalike: number[] = []
  const counts = versions.winners(dictionaries.get('latestBy')!, (first, second) => {
    if (!orders.isAlike(first, second)) unalike.push(versions.orderOf(first))
  })
  if (unalike.length > 0) throw equallyLateVersions(unalike.length, orderNames(unalike, dictionaries))
  return counts
}

/** Turns the gathered orders that count into entries of their customers. */
function bookOrders(
  state: HistoriesState,
  isCounted: Uint8Array,
): {
  orders: number
  zeroOrders: number
  ordersWithoutCustomer: number
} {
  const { orders, rules } = state
  const counts = { orders: 0, zeroOrders: 0, ordersWithoutCustomer: 0 }
  const byOrderDate = rules.refundDate === 'order'
  const { refundsOfVersions: refunds } = state
  for (let i = 0; i < refunds.size; i++) {
    const order = refunds.orders[i]!
    if (isCounted[order]) bookRefund(state, order, refunds.customers[i]!, refunds.at[i]!, refunds.amounts[i]!)
  }
  for (let order = 0; order < orders.size; order++) {
    if (!isCounted[order]) continue
    const refunded = orders.refunded[order]!
    if (!(orders.flags[order]! & ORDER_FLAG.bought)) {
      if (byOrderDate && refunded !== 0) {
        book(state, orders.refundCustomers[order]!, orders.refundAt[order]!, 0, refunded)
      }
      continue
    }
    const amount = rules.amountIs === 'order' ? orders.lineAmounts[order]! : orders.amounts[order]!
    const voided = rules.dropVoided && refunded < 0 && amount + refunded <= 0
    const customer = orders.customers[order]!
    if (!voided) {
      counts.orders++
      if (amount === 0) counts.zeroOrders++
      if (customer === NO_CUSTOMER) counts.ordersWithoutCustomer++
    }
    book(state, customer, orders.firstAt[order]!, voided ? 0 : 1, byOrderDate ? amount + refunded : amount)
  }
  return counts
}
