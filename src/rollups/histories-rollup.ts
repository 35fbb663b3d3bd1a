/** How `histories` is rolled up: see histories.ts for what it is. */

import type { Batch } from '../batches/batch.ts'
import {
  amountsDoNotRepeat,
  amountsRepeat,
  customerSumTooLarge,
  orderInSeveralFiles,
  orderOfSeveralCustomers,
} from '../errors.ts'
import { ExactSum } from '../math/exact-sum.ts'
import type { Zone } from '../math/zone.ts'
import { EntryTable } from './entry-table.ts'
import type { Histories, HistoriesOptions } from './histories.ts'
import { ORDER_FLAG, OrderTable } from './order-table.ts'
import type { Dictionaries, OrderRules, Recode, Rollup } from './rollup.ts'
import { sortEntries } from './sort-entries.ts'

const NO_CUSTOMER = -1
const NO_ORDER = -1

export interface HistoriesState {
  readonly grain: 'day' | 'instant'
  readonly zone: Zone
  readonly rules: OrderRules
  readonly orders: OrderTable
  /** Gives customer-days codes of their own, where those are the orders. */
  readonly customerDays: EntryTable
  /** Rows that are orders by themselves, and refunds; orders by code join them at the end. */
  readonly entries: EntryTable
  readonly net: ExactSum
  readonly refunds: ExactSum
  readonly netWithoutCustomer: ExactSum
  refundRows: number
  singleOrders: number
  zeroSingleOrders: number
  singleOrdersWithoutCustomer: number
  timeOfDay: boolean
}

export const historiesRollup: Rollup<HistoriesOptions, HistoriesState, Histories> = {
  roles: { needed: ['customer', 'time'], wanted: ['amount', 'order'] },
  empty: ({ grain }, { zone, orders: rules }) => ({
    grain,
    zone,
    rules,
    orders: new OrderTable(rules.refundDate === 'order'),
    customerDays: new EntryTable(),
    entries: new EntryTable(),
    net: new ExactSum(),
    refunds: new ExactSum(),
    netWithoutCustomer: new ExactSum(),
    refundRows: 0,
    singleOrders: 0,
    zeroSingleOrders: 0,
    singleOrdersWithoutCustomer: 0,
    timeOfDay: false,
  }),
  add: addBatch,
  merge: mergeStates,
  finish: finishState,
}

function addBatch(state: HistoriesState, batch: Batch): void {
  const times = batch.times('time')
  const customers = batch.codes('customer')
  const amounts = batch.has('amount') ? batch.amounts('amount') : new Float64Array(batch.rows)
  const refunds = batch.refunds()
  const orderCodes = state.rules.key === 'column' ? batch.codes('order') : null
  if (orderCodes) state.orders.reserve(batch.dictionary('order').size)

  for (let row = 0; row < batch.rows; row++) {
    const customer = customers[row]!
    const time = times[row]!
    const amount = amounts[row]!
    const order = orderCodes ? orderCodes[row]! : orderByDay(state, customer, time)
    if (!state.timeOfDay && state.zone.toLocal(time) % 86_400_000 !== 0) state.timeOfDay = true
    if (refunds[row]) addRefund(state, order, customer, time, amount)
    else if (order === NO_ORDER) addSingleOrder(state, customer, time, amount)
    else state.orders.addLine(order, customer, batch.file, time, amount)
  }
}

/** The code of the customer's day where that makes the order; a row without a customer is its own order. */
function orderByDay(state: HistoriesState, customer: number, time: number): number {
  if (state.rules.key !== 'customer+day' || customer === NO_CUSTOMER) return NO_ORDER
  const order = state.customerDays.entry(customer, state.zone.dayOf(time))
  state.orders.reserve(order + 1)
  return order
}

function addRefund(
  state: HistoriesState,
  order: number,
  customer: number,
  time: number,
  amount: number,
): void {
  state.refundRows++
  state.refunds.add(amount)
  if (order !== NO_ORDER) state.orders.addRefund(order, customer, time, amount)
  if (order === NO_ORDER || state.rules.refundDate === 'own') book(state, customer, time, 0, amount)
}

function addSingleOrder(state: HistoriesState, customer: number, time: number, amount: number): void {
  state.singleOrders++
  if (amount === 0) state.zeroSingleOrders++
  if (customer === NO_CUSTOMER) state.singleOrdersWithoutCustomer++
  book(state, customer, time, 1, amount)
}

function book(state: HistoriesState, customer: number, time: number, orders: number, amount: number): void {
  state.net.add(amount)
  if (customer === NO_CUSTOMER) state.netWithoutCustomer.add(amount)
  else state.entries.add(customer, state.grain === 'day' ? state.zone.dayOf(time) : time, orders, amount)
}

function mergeStates(into: HistoriesState, other: HistoriesState, recode: Recode): void {
  const customerCodes = recode.get('customer')
  const orderCodes = recode.get('order')
  const customerOf = (code: number) => (code === NO_CUSTOMER ? NO_CUSTOMER : customerCodes![code]!)
  const byDay = into.rules.key === 'customer+day'
  const orderOf = (code: number) =>
    byDay
      ? into.customerDays.entry(customerOf(other.customerDays.customers[code]!), other.customerDays.at[code]!)
      : orderCodes![code]!
  into.orders.merge(other.orders, orderOf, customerOf)
  const { entries } = other
  for (let i = 0; i < entries.size; i++) {
    into.entries.add(
      customerOf(entries.customers[i]!),
      entries.at[i]!,
      entries.orders[i]!,
      entries.amounts[i]!,
    )
  }
  into.net.merge(other.net)
  into.refunds.merge(other.refunds)
  into.netWithoutCustomer.merge(other.netWithoutCustomer)
  into.refundRows += other.refundRows
  into.singleOrders += other.singleOrders
  into.zeroSingleOrders += other.zeroSingleOrders
  into.singleOrdersWithoutCustomer += other.singleOrdersWithoutCustomer
  into.timeOfDay ||= other.timeOfDay
}

function finishState(state: HistoriesState, dictionaries: Dictionaries): Histories {
  checkOrders(state, dictionaries)
  const fromOrders = bookOrders(state)
  const { entries } = state
  const ids = dictionaries.get('customer')
  if (!ids) throw new Error('histories need the role customer')
  const { buyers, refundOnly, ...sorted } = sortEntries(entries, ids)
  for (let customer = 0; customer < buyers.length; customer++) {
    let sum = 0
    for (let i = sorted.offsets[customer]!; i < sorted.offsets[customer + 1]!; i++) sum += sorted.amounts[i]!
    if (!Number.isSafeInteger(sum)) throw customerSumTooLarge(ids.text(buyers[customer]!))
  }
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

/** Turns the gathered orders into entries of their customers. */
function bookOrders(state: HistoriesState): {
  orders: number
  zeroOrders: number
  ordersWithoutCustomer: number
} {
  const { orders, rules } = state
  const counts = { orders: 0, zeroOrders: 0, ordersWithoutCustomer: 0 }
  const byOrderDate = rules.refundDate === 'order'
  for (let order = 0; order < orders.size; order++) {
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

/** Orders that contradict themselves stop the run: any reading of them would be a guess. */
function checkOrders(state: HistoriesState, dictionaries: Dictionaries): void {
  const { orders, rules } = state
  if (rules.key !== 'column') return
  const { bought, severalLines, amountsDiffer, severalCustomers, severalFiles } = ORDER_FLAG
  let multiLine = 0
  let repeating = 0
  const ofSeveralCustomers: number[] = []
  const inSeveralFiles: number[] = []
  for (let order = 0; order < orders.size; order++) {
    const flags = orders.flags[order]!
    if (!(flags & bought) || !(flags & severalLines)) continue
    multiLine++
    if (!(flags & amountsDiffer)) repeating++
    if (flags & severalCustomers) ofSeveralCustomers.push(order)
    if (flags & severalFiles) inSeveralFiles.push(order)
  }
  const names = (codes: number[]) => {
    const ids = dictionaries.get('order')!
    return Array.from(ids.sorted(Int32Array.from(codes)).subarray(0, 3), code => ids.text(code))
  }
  if (inSeveralFiles.length > 0) throw orderInSeveralFiles(inSeveralFiles.length, names(inSeveralFiles))
  if (ofSeveralCustomers.length > 0) {
    throw orderOfSeveralCustomers(ofSeveralCustomers.length, names(ofSeveralCustomers))
  }
  if (rules.amountIs === null && multiLine > 0 && repeating === multiLine) throw amountsRepeat(multiLine)
  if (rules.amountIs === 'order' && repeating < multiLine) throw amountsDoNotRepeat(multiLine - repeating)
}
