/** What a thread books by itself before its state is merged: orders of which no other thread has a row. */

import { countLines, isContradicting } from './check-orders.ts'
import { bookOrders } from './histories-finish.ts'
import type { HistoriesState } from './histories-state.ts'
import type { WholeOrders } from './rollup.ts'

/** Clears the mark of orders that must be told of by their ids. */
export function keepOrders({ orders }: HistoriesState, isWhole: Uint8Array): void {
  for (let order = 0; order < orders.size; order++)
    if (isContradicting(orders.flags[order]!)) isWhole[order] = 0
  if (orders.overflow !== -1) isWhole[orders.overflow] = 0
}

export function bookWhole(state: HistoriesState, { isWhole, rest }: WholeOrders): void {
  const { orders: table } = state
  const { multiLine, repeating } = countLines(table, isWhole)
  const kept = table.picked(rest)
  const { bookings, orders, zeroOrders, ordersWithoutCustomer } = bookOrders(state, isWhole)
  state.bookings.addAll(bookings)
  // Whether lines repeat amounts is told of all orders at the end.
  state.multiLineOrders += multiLine
  state.repeatingOrders += repeating
  state.singleOrders += orders
  state.zeroSingleOrders += zeroOrders
  state.singleOrdersWithoutCustomer += ordersWithoutCustomer
  state.orders = kept
}
