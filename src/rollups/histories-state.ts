/** What `histories` holds while rows come in, and how a booking is made. */

import type { ExactSum } from '../math/exact-sum.ts'
import type { Zone } from '../math/zone.ts'
import type { BookingLog } from './booking-log.ts'
import type { Grain } from './bookings.ts'
import type { OrderTable } from './order-table.ts'
import type { OrderVersions } from './order-versions.ts'
import type { RefundList } from './refund-list.ts'
import type { PairTable } from './pair-table.ts'
import type { OrderRules } from './rollup.ts'

export const NO_CUSTOMER = -1
export const NO_ORDER = -1

export interface HistoriesState {
  readonly grain: Grain
  readonly zone: Zone
  readonly rules: OrderRules
  /** By order code; by version code where `versions` is there. */
  orders: OrderTable
  /** Only where a column says which version of an order is the latest. */
  versions: OrderVersions | null
  readonly refundsOfVersions: RefundList
  /** Gives customer-days codes of their own, where those are the orders. */
  readonly customerDays: PairTable
  /** Rows that are orders by themselves, and refunds; orders by code join them at the end. */
  readonly bookings: BookingLog
  /** Whether what has no customer is booked too. */
  readonly booksNobody: boolean
  readonly net: ExactSum
  readonly refunds: ExactSum
  readonly netWithoutCustomer: ExactSum
  /** False where no row has an amount: then all of them are 0 and say nothing. */
  hasAmount: boolean
  refundRows: number
  /** Of orders that are booked already: those with several lines, and those of them that repeat one amount. */
  multiLineOrders: number
  repeatingOrders: number
  /** Orders that are booked already. */
  singleOrders: number
  zeroSingleOrders: number
  singleOrdersWithoutCustomer: number
  timeOfDay: boolean
}

/** The moment of a time by the grain of the state: its local day, or itself. */
export const momentOf = ({ grain, zone }: HistoriesState, time: number): number =>
  grain === 'day' ? zone.dayOf(time) : time

export function book(
  state: HistoriesState,
  customer: number,
  at: number,
  orders: number,
  amount: number,
): void {
  countMoney(state, customer, amount)
  if (customer !== NO_CUSTOMER || state.booksNobody) state.bookings.add(customer, at, orders, amount)
}

export function countMoney(state: HistoriesState, customer: number, amount: number): void {
  state.net.add(amount)
  if (customer === NO_CUSTOMER) state.netWithoutCustomer.add(amount)
}

export function bookRefund(
  state: HistoriesState,
  order: number,
  customer: number,
  at: number,
  amount: number,
): void {
  state.refundRows++
  state.refunds.add(amount)
  if (order === NO_ORDER || state.rules.refundDate === 'own') book(state, customer, at, 0, amount)
}
