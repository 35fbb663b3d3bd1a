/**
 * Every order by itself: whose it is, on which local day, and what it came to once the refunds that carry its id
 * are taken off (definition K2). Grows with orders: 17 bytes each, and as much again while they are sorted.
 */

import { stop } from '../errors/index.ts'
import { BookingLog } from './booking-log.ts'
import type { Bookings } from './bookings.ts'
import { bookWhole, keepOrders } from './whole-orders.ts'
import { bookedParts } from './histories-finish.ts'
import { mergeStates } from './histories-merge.ts'
import { addBatch, emptyState, historiesRollup } from './histories-rollup.ts'
import { type HistoriesState, NO_CUSTOMER } from './histories-state.ts'
import type { Rollup } from './rollup.ts'

/** Sorted by customer, day, kind and amount, so that nothing depends on the order of rows. */
export interface Orders {
  readonly size: number
  /** The customer's place by id, from 1; 0 where the order has none. */
  readonly customers: Int32Array
  readonly days: Int32Array
  /** 1 for an order; 0 for a refund that belongs to none. */
  readonly isOrder: Uint8Array
  /** Units of the run's scale. */
  readonly amounts: Float64Array
  /** Who is at a place, from 1. */
  id(place: number): string
}

export const ordersRollup: Rollup<null, HistoriesState, Orders> = {
  roles: historiesRollup.roles,
  empty: (_options, { zone, orders }) => {
    const rules = { ...orders, refundDate: 'order' as const }
    const bookings = new BookingLog('day', Number.POSITIVE_INFINITY)
    return emptyState('day', { zone, orders: rules }, { bookings, booksNobody: true })
  },
  add: addBatch,
  keepOrders,
  bookWhole,
  merge: mergeStates,
  finish: (state, dictionaries, onFault = stop) => {
    const { parts, ids } = bookedParts(state, dictionaries, onFault)
    const sorted = ids.sorted(Int32Array.from({ length: ids.size }, (_, code) => code))
    return { ...sortedOrders(parts, placesOf(sorted)), id: place => ids.text(sorted[place - 1]!) }
  },
}

/** Code of a customer → place by id, from 1. */
function placesOf(sorted: Int32Array): Int32Array {
  const places = new Int32Array(sorted.length)
  for (let place = 0; place < sorted.length; place++) places[sorted[place]!] = place + 1
  return places
}

/** What counts as an order, or as a refund without one: a code of the order table may be neither. */
function sortedOrders(parts: readonly Bookings[], places: Int32Array): Columns {
  const offsets = new Uint32Array(places.length + 2)
  const visit = (each: (part: Bookings, i: number, place: number) => void) => {
    for (const part of parts) {
      for (let i = 0; i < part.size; i++) {
        const code = part.customers[i]!
        if (ordersOf(part, i) === 1 || part.amounts[i] !== 0)
          each(part, i, code === NO_CUSTOMER ? 0 : places[code]!)
      }
    }
  }
  visit((_part, _i, place) => offsets[place + 1]!++)
  for (let place = 0; place <= places.length; place++) offsets[place + 1]! += offsets[place]!
  const size = offsets[places.length + 1]!
  const orders = emptyOrders(size)
  const next = offsets.slice()
  visit((part, i, place) => {
    const to = next[place]!++
    orders.customers[to] = place
    orders.days[to] = part.at[i]!
    orders.isOrder[to] = ordersOf(part, i)
    orders.amounts[to] = part.amounts[i]!
  })
  for (let place = 0; place <= places.length; place++) sortRun(orders, offsets[place]!, offsets[place + 1]!)
  return orders
}

const ordersOf = ({ orders }: Bookings, i: number) => (orders === null ? 1 : orders[i]!)

type Columns = Omit<Orders, 'id'>

const emptyOrders = (size: number): Columns => ({
  size,
  customers: new Int32Array(size),
  days: new Int32Array(size),
  isOrder: new Uint8Array(size),
  amounts: new Float64Array(size),
})

/** Sorts one customer's run by day, kind and amount, in place. */
function sortRun({ days, isOrder, amounts }: Columns, from: number, to: number): void {
  const isAfter = (a: number, b: number) =>
    days[a]! - days[b]! || isOrder[a]! - isOrder[b]! || amounts[a]! - amounts[b]!
  let first = from + 1
  while (first < to && isAfter(first - 1, first) <= 0) first++
  if (first >= to) return
  const order = Uint32Array.from({ length: to - from }, (_, i) => from + i).sort(isAfter)
  for (const values of [days, isOrder, amounts])
    values.set(
      Float64Array.from(order, place => values[place]!),
      from,
    )
}
