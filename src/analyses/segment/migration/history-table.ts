/** Table `history`: how many customers each segment has on each date, and what they bring. */

import { ExactSums } from '../../../math/exact-sums.ts'
import { formatDay } from '../../../math/calendar.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import type { Migration, Standing } from './steps.ts'

/** A row per date and state; who is not_yet has no row. */
export function historyTable({ states, standings }: Migration, run: Run): Table {
  const shown = states.length - 1
  const counted = standings.map(standing => countsOf(standing, states.length))
  const date = (row: number) => Math.floor(row / shown)
  const at = (row: number) => counted[date(row)]!
  const total = (row: number) =>
    at(row)
      .counts.subarray(0, shown)
      .reduce((sum, count) => sum + count, 0)
  return {
    name: 'history',
    title: 'Customers of each segment by date',
    rows: standings.length * shown,
    columns: [
      column('date', 'date', row => formatDay(standings[date(row)]!.day)),
      column('segment', 'text', row => states[row % shown]!),
      column('customers', 'integer', row => at(row).counts[row % shown]!),
      column('customers_total', 'integer', total),
      column('share_of_customers', 'share', row =>
        total(row) ? at(row).counts[row % shown]! / total(row) : null,
      ),
      ...(run.hasAmount
        ? [
            column(
              'revenue',
              'money',
              row => run.money.toNumber(at(row).revenue.total(row % shown)),
              moneyExtra(run),
            ),
          ]
        : []),
    ],
    pivot: { rows: 'date', beside: ['customers_total'], columns: 'segment', values: 'customers' },
  }
}

function countsOf({ states, revenue }: Standing, size: number) {
  const counts = new Float64Array(size)
  const sums = new ExactSums(size)
  for (let place = 0; place < states.length; place++) {
    counts[states[place]!]!++
    sums.add(states[place]!, revenue[place]!)
  }
  return { counts, revenue: sums }
}
