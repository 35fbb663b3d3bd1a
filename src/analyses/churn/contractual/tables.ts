/** Tables `churn` and `recurring_revenue`: a row a period. */

import type { Periods } from '../../../math/calendar.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, rateColumns } from '../../columns.ts'
import { movementColumns } from '../../revenue-movements.ts'
import type { Movements } from './movements.ts'

/** Movements of all periods, and the rows of them that are reported. */
export interface Reported {
  readonly calendar: Periods
  /** Index of the calendar's period that the movements begin with. */
  readonly first: number
  /** Row → period, counted from the first. */
  readonly rows: readonly number[]
  readonly found: Movements
  readonly minN: number
  /** The last day on which nothing can be undone by a pause that is not over. */
  readonly settledUpTo: number
}

/** Customers at the start of each period, and who of them is lost in it. */
export function churnTable(reported: Reported): Table {
  const { calendar, rows, found, minN } = reported
  const at = (counts: Int32Array) => (row: number) => counts[rows[row]!]!
  const rate = { numerator: at(found.churned), denominator: at(found.atStart) }
  return {
    name: 'churn',
    title: `Churn by ${calendar.unit}`,
    rows: rows.length,
    columns: [
      periodColumn(reported),
      column('customers_at_start', 'integer', rate.denominator),
      column('churned', 'integer', rate.numerator),
      ...rateColumns('churn_rate', rate),
      column('new', 'integer', at(found.fresh)),
      column('reactivated', 'integer', at(found.reactivated)),
      column('customers_at_end', 'integer', at(found.atEnd)),
      column('joined_and_left', 'integer', at(found.joinedAndLeft)),
      completeColumn(reported),
      column('low_n', 'boolean', row => rate.denominator(row) < minN),
    ],
    caption:
      'customers_at_end = customers_at_start - churned + new + reactivated. joined_and_left: active within the period alone; in no rate.',
  }
}

/** What recurs by month at the start of each period, and what becomes of it. */
export function revenueTable(reported: Reported, run: Run): Table {
  const { calendar, rows, found } = reported
  return {
    name: 'recurring_revenue',
    title: `Recurring revenue a month, by ${calendar.unit}`,
    rows: rows.length,
    columns: [
      periodColumn(reported),
      ...movementColumns(
        () => found.money,
        row => rows[row]!,
        run,
      ),
      completeColumn(reported),
    ],
    caption: 'at_end is the sum of what stands before it. grr and nrr: of customers active at the start.',
  }
}

const periodColumn = ({ calendar, first, rows }: Reported) =>
  column('period', 'text', row => calendar.label(first + rows[row]!))

const completeColumn = ({ calendar, first, rows, settledUpTo }: Reported) =>
  column('complete', 'boolean', row => calendar.start(first + rows[row]! + 1) - 1 <= settledUpTo)
