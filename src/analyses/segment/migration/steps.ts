/** Where every customer is on each date, and who moved from one to the next (definition S5). */

import { ExactSums } from '../../../math/exact-sums.ts'
import type { Day } from '../../../math/calendar.ts'
import type { AttributeColumn } from '../../../measures/attribute-columns.ts'
import { pickAt } from '../../../measures/pick-customers.ts'
import { rfmValues } from '../../../measures/rfm-values.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Dates } from './dates.ts'
import type { MigrationOptions } from './migration-flags.ts'
import { type Scheme, schemeOf } from './scheme.ts'

/** Every customer of the histories on one date; 10 bytes a customer. */
export interface Standing {
  readonly day: Day
  /** Index into the states. */
  readonly states: Uint16Array
  /** Net revenue of the window, in units; 0 outside the segments. */
  readonly revenue: Float64Array
}

/** Moves between two dates; `from * size + to` is the place of a cell. */
export interface Step {
  readonly from: Day
  readonly to: Day
  readonly counts: Float64Array
  /** Net revenue of the movers, in the window of either date. */
  readonly before: ExactSums
  readonly after: ExactSums
}

export interface Migration {
  /** The segments, then out_of_window and not_yet. */
  readonly states: readonly string[]
  readonly segments: number
  readonly standings: readonly Standing[]
  readonly steps: readonly Step[]
}

export function migrationOf(
  histories: Histories,
  run: Run,
  dates: Dates,
  options: MigrationOptions,
  columns: readonly AttributeColumn[],
): Migration {
  const { windowDays } = dates
  const firstOrders = firstOrdersOf(histories)
  const on = (day: Day) => ({
    values: rfmValues(histories, { asOf: day, windowDays }),
    run: { ...run, asOf: day },
  })
  const start = on(dates.days[0]!)
  const scheme = schemeOf(options, start.values, start.run, histories, columns)
  const standings = dates.days.map((day, i) =>
    standingOf(day, i === 0 ? start : on(day), scheme, firstOrders),
  )
  const states = [...scheme.names, 'out_of_window', 'not_yet']
  return { states, segments: scheme.names.length, standings, steps: stepsOf(standings, states.length) }
}

/** Of those places in the histories, in the segments that all customers together gave them; of all where null. */
export function pickMigration(migration: Migration, places: Uint32Array | null): Migration {
  if (places === null) return migration
  const standings = migration.standings.map(({ day, states, revenue }) => ({
    day,
    states: pickAt(states, places),
    revenue: pickAt(revenue, places),
  }))
  return { ...migration, standings, steps: stepsOf(standings, migration.states.length) }
}

const stepsOf = (standings: readonly Standing[], size: number): Step[] =>
  standings.slice(1).map((standing, i) => stepOf(standings[i]!, standing, size))

function standingOf(
  day: Day,
  { values, run }: { values: ReturnType<typeof rfmValues>; run: Run },
  scheme: Scheme,
  firstOrders: Int32Array,
): Standing {
  const [outOfWindow, notYet] = [scheme.names.length, scheme.names.length + 1]
  const states = Uint16Array.from(firstOrders, first => (first <= day ? outOfWindow : notYet))
  const revenue = new Float64Array(firstOrders.length)
  const segments = scheme.segmentsOn(values, run)
  for (let customer = 0; customer < values.customers; customer++) {
    states[values.places[customer]!] = segments[customer]!
    revenue[values.places[customer]!] = values.netRevenue[customer]!
  }
  return { day, states, revenue }
}

function stepOf(from: Standing, to: Standing, size: number): Step {
  const counts = new Float64Array(size * size)
  const before = new ExactSums(size * size)
  const after = new ExactSums(size * size)
  for (let place = 0; place < from.states.length; place++) {
    const cell = from.states[place]! * size + to.states[place]!
    counts[cell]!++
    before.add(cell, from.revenue[place]!)
    after.add(cell, to.revenue[place]!)
  }
  return { from: from.day, to: to.day, counts, before, after }
}

function firstOrdersOf({ customers, offsets, at, orders }: Histories): Int32Array {
  const first = new Int32Array(customers)
  for (let customer = 0; customer < customers; customer++) {
    let entry = offsets[customer]!
    while (orders[entry] === 0) entry++
    first[customer] = at[entry]!
  }
  return first
}
