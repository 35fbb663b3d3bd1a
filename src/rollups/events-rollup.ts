/** How `events` is rolled up: see events.ts for what it is. */

import type { Batch } from '../batches/batch.ts'
import type { Zone } from '../math/zone.ts'
import { BookingLog } from './booking-log.ts'
import type { Events } from './events.ts'
import { PairTable } from './pair-table.ts'
import type { Dictionaries, Rollup } from './rollup.ts'
import { countsOf, sumBookings } from './sum-bookings.ts'

const NONE = -1

export interface EventsState {
  readonly zone: Zone
  /** Customer and event → the code that bookings are made under. */
  readonly pairs: PairTable
  readonly bookings: BookingLog
  rows: number
  rowsWithoutCustomer: number
  rowsWithoutEvent: number
}

export const eventsRollup: Rollup<null, EventsState, Events> = {
  roles: { needed: ['customer', 'time', 'event'], wanted: [] },
  empty: (_, { zone }) => ({
    zone,
    pairs: new PairTable(),
    bookings: new BookingLog('day'),
    rows: 0,
    rowsWithoutCustomer: 0,
    rowsWithoutEvent: 0,
  }),
  add: addBatch,
  merge(into, other, recode) {
    const customerOf = recode.get('customer')!
    const eventOf = recode.get('event')!
    const { firsts, seconds } = other.pairs
    for (const { size, customers: pairs, at, orders: counts } of other.bookings.parts()) {
      for (let i = 0; i < size; i++) {
        const pair = pairs[i]!
        const own = into.pairs.codeOf(customerOf[firsts[pair]!]!, eventOf[seconds[pair]!]!)
        into.bookings.add(own, at[i]!, counts === null ? 1 : counts[i]!, 0)
      }
    }
    into.rows += other.rows
    into.rowsWithoutCustomer += other.rowsWithoutCustomer
    into.rowsWithoutEvent += other.rowsWithoutEvent
  },
  finish: finishState,
}

function addBatch(state: EventsState, batch: Batch): void {
  const times = batch.times('time')
  const customers = batch.codes('customer')
  const events = batch.codes('event')
  state.rows += batch.rows
  for (let row = 0; row < batch.rows; row++) {
    const customer = customers[row]!
    const event = events[row]!
    if (customer === NONE) state.rowsWithoutCustomer++
    else if (event === NONE) state.rowsWithoutEvent++
    else state.bookings.add(state.pairs.codeOf(customer, event), state.zone.dayOf(times[row]!), 1, 0)
  }
}

function finishState(state: EventsState, dictionaries: Dictionaries): Events {
  const { pairs, bookings, rows, rowsWithoutCustomer, rowsWithoutEvent } = state
  const ids = dictionaries.get('customer')!
  const events = dictionaries.get('event')!
  const customers = ids.sorted(distinct(pairs.firsts.subarray(0, pairs.size), ids.size))
  const names = events.sorted(distinct(pairs.seconds.subarray(0, pairs.size), events.size))
  const customerRank = ranks(customers, ids.size)
  const eventRank = ranks(names, events.size)
  const { order, pairOffsets } = sortPairs(pairs, customers.length, customerRank, eventRank)
  const parts = bookings.parts()
  const { offsets, at, orders } = sumBookings({
    parts,
    areGivenUp: true,
    counts: countsOf(parts, pairs.size),
    rankOf: ranks(order, pairs.size),
    customers: pairs.size,
    grain: 'day',
  })
  return {
    customers: customers.length,
    id: customer => ids.text(customers[customer]!),
    names: Array.from(names, code => events.text(code)),
    pairOffsets,
    pairEvents: order.map(pair => eventRank[pairs.seconds[pair]!]!),
    offsets,
    days: at as Int32Array,
    counts: orders,
    totals: { rows, rowsWithoutCustomer, rowsWithoutEvent },
  }
}

/** The pairs by customer and event: a counting sort by customer, then the few of each by event. */
function sortPairs(pairs: PairTable, customers: number, customerRank: Int32Array, eventRank: Int32Array) {
  const pairOffsets = new Uint32Array(customers + 1)
  for (let pair = 0; pair < pairs.size; pair++) pairOffsets[customerRank[pairs.firsts[pair]!]! + 1]!++
  for (let customer = 0; customer < customers; customer++)
    pairOffsets[customer + 1]! += pairOffsets[customer]!
  const order = new Int32Array(pairs.size)
  const next = pairOffsets.slice()
  for (let pair = 0; pair < pairs.size; pair++) order[next[customerRank[pairs.firsts[pair]!]!]!++] = pair
  for (let customer = 0; customer < customers; customer++) {
    order
      .subarray(pairOffsets[customer], pairOffsets[customer + 1])
      .sort((a, b) => eventRank[pairs.seconds[a]!]! - eventRank[pairs.seconds[b]!]!)
  }
  return { order, pairOffsets }
}

function distinct(codes: ArrayLike<number>, size: number): Int32Array {
  const isThere = new Uint8Array(size)
  for (let i = 0; i < codes.length; i++) isThere[codes[i]!] = 1
  const found: number[] = []
  for (let code = 0; code < size; code++) if (isThere[code]) found.push(code)
  return Int32Array.from(found)
}

/** Code → place in the list, -1 where it is not in it. */
function ranks(codes: Int32Array, size: number): Int32Array {
  const places = new Int32Array(size).fill(NONE)
  for (let place = 0; place < codes.length; place++) places[codes[place]!] = place
  return places
}
