/** Tables `repeat_by_period` and `retained_revenue`: not by cohort, but a row for every calendar period. */

import type { Periods } from '../../math/calendar.ts'
import type { Column, Table } from '../../report.ts'
import type { Run } from '../../rollups/run.ts'
import { column, rateColumns } from '../columns.ts'
import type { Censoring } from '../left-censoring.ts'
import { movementColumns } from '../revenue-movements.ts'
import type { PeriodRevenue } from './period-revenue.ts'
import type { PeriodRepeat } from './repeat-by-period.ts'

/** The periods that are reported, and what makes a rate of one weaker than it looks. */
export interface CalendarRows {
  readonly calendar: Periods
  /** Index of the calendar's period that counts begin with. */
  readonly first: number
  /** All periods of the export, reported or not. */
  readonly periods: number
  /** Row → period, counted from the first. */
  readonly rows: readonly number[]
  readonly censoring: Censoring
  readonly run: Run
  readonly minN: number
}

/** The three repeat rates that go by the calendar, each under its own name (definition R7, a to c). */
export function repeatByPeriodTable(reported: CalendarRows, repeat: () => PeriodRepeat): Table {
  const at = (name: keyof PeriodRepeat) => (row: number) => repeat()[name][reported.rows[row]!]!
  const rate = (name: string, numerator: keyof PeriodRepeat) =>
    rateColumns(name, { numerator: at(numerator), denominator: at('buyers') })
  return {
    name: 'repeat_by_period',
    title: `Buyers with a second purchase, by ${reported.calendar.unit}: three other repeat rates`,
    rows: reported.rows.length,
    columns: [
      periodColumn(reported),
      column('buyers', 'integer', at('buyers')),
      column('repeated_in_period', 'integer', at('inPeriod')),
      ...rate('repeat_in_period', 'inPeriod'),
      column('repeated_by_end', 'integer', at('byEnd')),
      ...rate('returning', 'byEnd'),
      column('repeated_to_date', 'integer', at('toDate')),
      ...rate('repeat_to_date', 'toDate'),
      ...qualityColumns(reported, at('buyers')),
    ],
    hidden: ['repeated_in_period', 'repeated_by_end', 'repeated_to_date'],
    caption:
      'Second purchase within the period (repeat_in_period), by its end (returning), by the as-of date (repeat_to_date: it still grows, so periods do not compare).',
  }
}

/** Gross and net revenue retention from one period to the next (definition R5). */
export function retainedRevenueTable(reported: CalendarRows, revenue: () => PeriodRevenue): Table {
  const at = (name: 'before' | 'kept') => (row: number) => revenue()[name][reported.rows[row]!]!
  return {
    name: 'retained_revenue',
    title: `Revenue of the same customers from ${reported.calendar.unit} to ${reported.calendar.unit}`,
    rows: reported.rows.length,
    columns: [
      periodColumn(reported),
      column('customers_before', 'integer', at('before')),
      column('customers_kept', 'integer', at('kept')),
      ...movementColumns(
        () => revenue().money,
        row => reported.rows[row]!,
        reported.run,
      ),
      ...qualityColumns(reported, at('before')),
    ],
    caption:
      `at_start: revenue of the ${reported.calendar.unit} before, at_end: of this one. churn: of who did not order again; ` +
      'grr and nrr leave out who is new or reactivated.',
  }
}

const periodColumn = ({ calendar, first, rows }: CalendarRows) =>
  column('period', 'text', row => calendar.label(first + rows[row]!))

function qualityColumns(
  { calendar, first, rows, censoring, run, minN }: CalendarRows,
  denominator: (row: number) => number,
): Column[] {
  const index = (row: number) => first + rows[row]!
  return [
    column('complete', 'boolean', row => calendar.start(index(row) + 1) - 1 <= run.asOf),
    column('left_censored', 'boolean', row => censoring.isLeftCensored(index(row))),
    column('low_n', 'boolean', row => denominator(row) < minN),
  ]
}
