/** Orders → figures of all reported periods together, and of each. */

import { type Periods, periods as periodsOf } from '../../math/calendar.ts'
import type { Orders } from '../../rollups/orders.ts'
import type { Run } from '../../rollups/run.ts'
import type { Answer } from '../analysis.ts'
import type { Table } from '../../report.ts'
import { brokenDown } from '../breakdown.ts'
import { breakdownRequest } from '../breakdown-flags.ts'
import { column } from '../columns.ts'
import { periodNotes } from '../period-notes.ts'
import { figureColumns } from './figure-columns.ts'
import { type OrderFigures, orderFigures } from './order-figures.ts'
import { isAmong, orderGroups } from './order-groups.ts'
import { type LastPeriod, ordersHeadline } from './orders-headline.ts'
import type { OrdersOptions } from './orders-flags.ts'
import { thousands } from '../../math/thousands.ts'

/** Pure. */
export const ordersAnswer: Answer<OrdersOptions, { orders: Orders }> = {
  specs: () => ({ orders: { rollup: 'orders', options: null } }),
  attributes: breakdownRequest,
  report({ orders }, run, options, attributes) {
    const reported = reportedPeriods(run, options)
    const cellOf = cellLookup(reported, run)
    const { groups, places, notes } = orderGroups(orders, attributes, options)
    const isIn = (members: Uint32Array | null) => members && isAmong(places, members)
    const wholeOf = (members: Uint32Array | null) =>
      orderFigures(orders, 1, day => Math.min(cellOf(day), 0), isIn(members))
    const byPeriod = (members: Uint32Array | null) =>
      orderFigures(orders, reported.indices.length, cellOf, isIn(members))
    const whole = wholeOf(null)
    const ofWhom = (members: Uint32Array | null) => (members === null ? whole : wholeOf(members))
    return {
      tables: [
        brokenDown(groups, members => wholeTable(ofWhom(members), run, groups === null)),
        brokenDown(groups, members => periodTable(byPeriod(members), reported, run, options)),
      ],
      notes: [...notesOf(whole, run), ...periodNotes(reported.periods, run, options), ...notes],
      headline: () => ordersHeadline(orders, lastPeriod(reported, byPeriod(null), cellOf, run), run),
    }
  },
}

function lastPeriod(
  { periods, indices }: Reported,
  figures: OrderFigures,
  cellOf: (day: number) => number,
  { asOf }: Run,
): LastPeriod | null {
  const cell = indices.filter(index => periods.start(index + 1) - 1 <= asOf).length - 1
  return cell < 0 ? null : { unit: periods.unit, figures, cell, isIn: day => cellOf(day) === cell }
}

interface Reported {
  readonly periods: Periods
  /** Ascending; without a gap. */
  readonly indices: readonly number[]
}

function reportedPeriods({ firstDay, asOf }: Run, { period, since, until }: OrdersOptions): Reported {
  const periods = periodsOf(period)
  const first = periods.indexOf(firstDay)
  const all = Array.from({ length: periods.indexOf(asOf) - first + 1 }, (_, i) => first + i)
  const indices = all.filter(index => {
    const start = periods.start(index)
    return start >= (since ?? start) && start <= (until ?? start)
  })
  return { periods, indices }
}

/** Local day → place of its period among the reported ones; looked up, because a date costs far more. */
function cellLookup({ periods, indices }: Reported, { firstDay, asOf }: Run): (day: number) => number {
  const cells = new Int32Array(asOf - firstDay + 1)
  for (let day = firstDay; day <= asOf; day++) {
    const cell = indices.length === 0 ? -1 : periods.indexOf(day) - indices[0]!
    cells[day - firstDay] = cell < indices.length ? Math.max(cell, -1) : -1
  }
  return day => cells[day - firstDay]!
}

/** One row, which is looked at as a list where it is the only one. */
function wholeTable(whole: OrderFigures, run: Run, isAlone: boolean): Table {
  return {
    name: 'orders',
    title: 'Orders',
    rows: 1,
    columns: figureColumns(whole, run),
    ...(isAlone
      ? { show: 'record', caption: checkText(whole, run) }
      : { hidden: ['orders_without_customer', 'customers'] }),
  }
}

function periodTable(
  figures: OrderFigures,
  { periods, indices }: Reported,
  run: Run,
  options: OrdersOptions,
) {
  return {
    name: 'by_period',
    title: `Orders by ${options.period}`,
    rows: indices.length,
    columns: [
      column('period', 'text', row => periods.label(indices[row]!)),
      ...figureColumns(figures, run),
      column('complete', 'boolean', row => periods.start(indices[row]! + 1) - 1 <= run.asOf),
      column('low_n', 'boolean', row => figures.orders[row]! < options.minN),
    ],
    hidden: ['orders_without_customer', 'customers'],
    caption: 'Buyers of several periods are in each of them: periods do not add up to all buyers.',
  }
}

/** Revenue = buyers × purchase frequency × AOV, of the orders whose customer is known. */
function checkText(whole: OrderFigures, { money }: Run): string {
  const orders = whole.orders[0]! - whole.ordersWithoutCustomer[0]!
  const revenue = whole.revenue.total(0) - whole.revenueWithoutCustomer.total(0)
  if (orders === 0) return ''
  const frequency = orders / whole.buyers[0]!
  const product = whole.buyers[0]! * frequency * (Number(revenue) / orders)
  const ofWhom = whole.ordersWithoutCustomer[0]! > 0 ? ' Orders without a customer are not in it.' : ''
  const text = money.inWords
  const buyers = thousands(whole.buyers[0]!)
  return `Check: ${buyers} buyers x ${Number(frequency.toFixed(4))} orders x ${text(revenue, orders)} = ${text(Math.round(product))}; revenue ${text(revenue)}.${ofWhom}`
}

function notesOf(whole: OrderFigures, { money }: Run): string[] {
  const refunds = whole.unlinkedRefunds.total(0)
  if (refunds === 0n) return []
  return [
    `Refunds of ${money.inWords(-refunds)} carry no id of an order in the export: order values, revenue and what follows from them are gross of these (unlinked_refunds).`,
  ]
}
