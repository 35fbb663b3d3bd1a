/** What stages are rules on: per customer the days with orders, and those with an event of each term. */

import type { Events } from '../../rollups/events.ts'
import type { Histories } from '../../rollups/histories.ts'
import { type DayRuns, eventDays } from '../event-days.ts'
import { pickAt } from '../pick-customers.ts'
import { pickRuns } from '../pick-runs.ts'
import { type EventTerm, PURCHASE } from './stage-model.ts'

export interface Traces {
  readonly customers: number
  id(customer: number): string
  /** `amounts` is the net money of each entry in units of the run's scale; a day of refunds alone counts 0 orders. */
  readonly orders: DayRuns & { readonly amounts: Float64Array }
  /** In the order of `terms`. */
  readonly events: readonly DayRuns[]
  readonly terms: readonly EventTerm[]
  /** Customer → the day of acquisition, NaN where none is known; null where nobody's is. */
  readonly acquired: Float64Array | null
}

/** Of an export of orders, which knows no events. */
export const tracesOfOrders = (histories: Histories, acquired: Float64Array | null): Traces => ({
  customers: histories.customers,
  id: histories.id,
  orders: {
    offsets: histories.offsets,
    days: histories.at,
    counts: histories.orders,
    amounts: histories.amounts,
  },
  events: [],
  terms: [],
  acquired,
})

/** The term of every event, whatever its name: a customer is known from the first one on. */
const ANY = 'any'

/** Of an export of events: orders are its purchases, and money is not known. */
export function tracesOfEvents(
  events: Events,
  terms: readonly EventTerm[],
  acquired: Float64Array | null,
): Traces {
  const runsOf = (asked: readonly string[] | null) =>
    eventDays(
      events,
      events.names.map(name => asked === null || asked.includes(name)),
    )
  const orders = runsOf(terms.find(({ name }) => name === PURCHASE)?.events ?? [PURCHASE])
  return {
    customers: events.customers,
    id: events.id,
    orders: { ...orders, amounts: new Float64Array(orders.days.length) },
    events: [...terms.map(term => runsOf(term.events)), runsOf(null)],
    terms: [...terms, { name: ANY, events: events.names }],
    acquired,
  }
}

/** Of those customers alone, who ascend: their orders, which tables add up; stages have been made of the events. */
export function pickTraces({ id, orders, terms }: Traces, customers: Uint32Array): Traces {
  const { offsets, entries } = pickRuns(orders.offsets, customers)
  return {
    customers: customers.length,
    id: customer => id(customers[customer]!),
    orders: {
      offsets,
      days: Int32Array.from(entries, entry => orders.days[entry]!),
      counts: Int32Array.from(entries, entry => orders.counts[entry]!),
      amounts: pickAt(orders.amounts, entries),
    },
    events: [],
    terms,
    acquired: null,
  }
}
