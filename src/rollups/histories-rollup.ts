/** How `histories` is rolled up: see histories.ts for what it is. */

import type { Batch } from '../batches/batch.ts'
import { ExactSum } from '../math/exact-sum.ts'
import { BookingLog } from './booking-log.ts'
import type { Grain, Moments } from './bookings.ts'
import { bookWhole, keepOrders } from './whole-orders.ts'
import { finishState } from './histories-finish.ts'
import { mergeStates } from './histories-merge.ts'
import { book, bookRefund, type HistoriesState, NO_CUSTOMER, NO_ORDER } from './histories-state.ts'
import type { Histories, HistoriesOptions } from './histories.ts'
import { OrderTable } from './order-table.ts'
import { OrderVersions } from './order-versions.ts'
import { RefundList } from './refund-list.ts'
import { PairTable } from './pair-table.ts'
import type { Rollup, RollupContext } from './rollup.ts'

export const historiesRollup: Rollup<HistoriesOptions, HistoriesState, Histories> = {
  roles: { needed: ['customer', 'time'], wanted: ['amount', 'order', 'latestBy'] },
  empty: ({ grain }, context) => emptyState(grain, context),
  add: addBatch,
  keepOrders,
  bookWhole,
  merge: mergeStates,
  finish: finishState,
}

export function emptyState(
  grain: Grain,
  { zone, orders: rules }: RollupContext,
  { bookings = new BookingLog(grain), booksNobody = false } = {},
): HistoriesState {
  return {
    grain,
    zone,
    rules,
    orders: new OrderTable(grain, rules.refundDate === 'order'),
    versions: null,
    refundsOfVersions: new RefundList(),
    customerDays: new PairTable(),
    bookings,
    booksNobody,
    net: new ExactSum(),
    refunds: new ExactSum(),
    netWithoutCustomer: new ExactSum(),
    hasAmount: false,
    refundRows: 0,
    multiLineOrders: 0,
    repeatingOrders: 0,
    singleOrders: 0,
    zeroSingleOrders: 0,
    singleOrdersWithoutCustomer: 0,
    timeOfDay: false,
  }
}

/** Rows → orders and refunds of the state. */
export function addBatch(state: HistoriesState, batch: Batch): void {
  const times = batch.times('time')
  const customers = batch.codes('customer')
  state.hasAmount ||= batch.has('amount')
  const amounts = batch.has('amount') ? batch.amounts('amount') : new Float64Array(batch.rows)
  const refunds = batch.refunds()
  const orderCodes = state.rules.key === 'column' ? orderCodesOf(state, batch) : null
  const moments = momentsOfRows(state, times)
  if (state.rules.key === 'row' && !refunds.includes(1)) {
    addSingleOrders(state, customers, moments, amounts)
    return
  }
  for (let row = 0; row < batch.rows; row++) {
    const customer = customers[row]!
    const amount = amounts[row]!
    const order = orderCodes ? orderCodes[row]! : orderByDay(state, customer, times[row]!)
    const at = moments[row]!
    if (refunds[row]) addRefund(state, order, customer, at, amount)
    else if (order === NO_ORDER) addSingleOrder(state, customer, at, amount)
    else state.orders.addLine(order, customer, batch.file, at, amount)
  }
}

/** The moments of times by the grain of the state, which also learns whether they have a time of day. */
function momentsOfRows(state: HistoriesState, times: Float64Array): Moments {
  const { zone, grain } = state
  for (let row = 0; row < times.length && !state.timeOfDay; row++) {
    state.timeOfDay = zone.toLocal(times[row]!) % 86_400_000 !== 0
  }
  if (grain === 'instant') return times
  const days = new Int32Array(times.length)
  for (let row = 0; row < days.length; row++) days[row] = zone.dayOf(times[row]!)
  return days
}

/** The common case: every row is an order of its own. */
function addSingleOrders(
  state: HistoriesState,
  customers: Int32Array,
  at: Moments,
  amounts: Float64Array,
): void {
  state.net.addAll(amounts)
  state.singleOrders += amounts.length
  for (let row = 0; row < amounts.length; row++) {
    if (amounts[row] === 0) state.zeroSingleOrders++
    if (customers[row] !== NO_CUSTOMER) continue
    state.singleOrdersWithoutCustomer++
    state.netWithoutCustomer.add(amounts[row]!)
  }
  state.bookings.addOrders(customers, at, amounts, !state.booksNobody)
}

/** Row → its place in the table of orders. */
function orderCodesOf(state: HistoriesState, batch: Batch): Int32Array {
  const orders = batch.codes('order')
  if (!batch.has('latestBy')) {
    state.orders.reserve(batch.dictionary('order').size)
    return orders
  }
  state.versions ??= new OrderVersions()
  const texts = batch.codes('latestBy')
  const dictionary = batch.dictionary('latestBy')
  const versions = orders.map((order, row) =>
    order === NO_ORDER ? NO_ORDER : state.versions!.versionOf(order, batch.file, texts[row]!, dictionary),
  )
  state.orders.reserve(state.versions.size)
  return versions
}

/** The code of the customer's day where that makes the order; a row without a customer is its own order. */
function orderByDay(state: HistoriesState, customer: number, time: number): number {
  if (state.rules.key !== 'customer+day' || customer === NO_CUSTOMER) return NO_ORDER
  const order = state.customerDays.codeOf(customer, state.zone.dayOf(time))
  state.orders.reserve(order + 1)
  return order
}

function addRefund(state: HistoriesState, order: number, customer: number, at: number, amount: number): void {
  if (order !== NO_ORDER) state.orders.addRefund(order, customer, at, amount)
  if (order !== NO_ORDER && state.versions) state.refundsOfVersions.add(order, customer, at, amount)
  else bookRefund(state, order, customer, at, amount)
}

function addSingleOrder(state: HistoriesState, customer: number, at: number, amount: number): void {
  state.singleOrders++
  if (amount === 0) state.zeroSingleOrders++
  if (customer === NO_CUSTOMER) state.singleOrdersWithoutCustomer++
  book(state, customer, at, 1, amount)
}
