/** Tables `churn` and `win_back`: rates by period, each with what it is a rate of. */

import { type Day, dayPeriods, formatDay, type Periods, periods } from '../../../math/calendar.ts'
import type { Column, Table } from '../../../report.ts'
import { column, rateColumns } from '../../columns.ts'
import { churnByPeriod, type PeriodChurn } from './churn-by-period.ts'
import type { People } from './people.ts'
import type { StateOptions } from './state-flags.ts'

/** The periods that are reported, and the counts of all of them. */
export interface ReportedPeriods {
  readonly calendar: Periods
  /** Row → index into the counts; ascending. */
  readonly rows: readonly number[]
  readonly counts: PeriodChurn
  /** Index of the calendar's period that the counts begin with. */
  readonly first: number
  readonly asOf: Day
  readonly withinDays: number
  /** Periods that start on this day or earlier are left-censored (definition G4); infinitely early where none is. */
  readonly censoredUpTo: Day
  readonly minN: number
}

/** Counts of every period of the history, and those of them that --since and --until leave. */
export function reportedPeriods(
  { purchases, thresholds, run }: People,
  options: StateOptions,
): ReportedPeriods {
  const { firstDay, asOf } = run
  const calendar = calendarOf(options, asOf)
  const withinDays = options.within
  const counts = churnByPeriod(purchases, {
    periods: calendar,
    firstDay,
    asOf,
    t2: thresholds.t2,
    withinDays,
  })
  const first = calendar.indexOf(firstDay)
  const rows = [...counts.churned.keys()].filter(index => {
    const start = calendar.start(first + index)
    return start >= (options.since ?? start) && start <= (options.until ?? start)
  })
  const censoredUpTo = options.completeHistory ? Number.NEGATIVE_INFINITY : firstDay + thresholds.t2
  return { calendar, rows, counts, first, asOf, withinDays, censoredUpTo, minN: options.minN }
}

/** The periods of `--period`. */
export const calendarOf = ({ period }: StateOptions, asOf: Day): Periods =>
  typeof period === 'string' ? periods(period) : dayPeriods(period.days, asOf)

const lastDayOf = ({ calendar, rows, first }: ReportedPeriods, row: number): Day =>
  calendar.start(first + rows[row]! + 1) - 1

/** Whether the period is over by the end of the as-of date. */
export const isOver = (reported: ReportedPeriods, row: number) => lastDayOf(reported, row) <= reported.asOf

/** Whether customers of before the first row may have left unseen. */
export const isCensored = ({ calendar, rows, first, censoredUpTo }: ReportedPeriods, row: number) =>
  calendar.start(first + rows[row]!) <= censoredUpTo

/** The days of each row's period up to the as-of date. */
export const spansOf = (reported: ReportedPeriods) =>
  reported.rows.map((index, row) => ({
    start: reported.calendar.start(reported.first + index),
    end: Math.min(lastDayOf(reported, row), reported.asOf),
  }))

/** Customers not churned when the period begins, and how many of them churn in it. */
export function churnTable(reported: ReportedPeriods): Table {
  const { calendar, rows, counts, first } = reported
  const at = (numbers: Int32Array) => (row: number) => numbers[rows[row]!]!
  const rate = { numerator: at(counts.churned), denominator: at(counts.atStart) }
  return {
    name: 'churn',
    title: `Churn by ${calendar.unit}`,
    rows: rows.length,
    columns: [
      column('period', 'text', row => calendar.label(first + rows[row]!)),
      column('customers_at_start', 'integer', rate.denominator),
      column('churned', 'integer', rate.numerator),
      ...rateColumns('churn_rate', rate),
      column('complete', 'boolean', row => isOver(reported, row)),
      ...flagColumns(reported, rate.denominator),
      column('entered_and_churned', 'integer', at(counts.enteredAndChurned)),
    ],
    caption:
      'churn_rate = churned / customers_at_start (those not churned then). ' +
      'entered_and_churned: joined or came back in the period and churned in it; in no rate.' +
      censoredText(reported),
  }
}

/** Customers churned on the first day of the period, and how many of them order within the days that count. */
export function winBackTable(reported: ReportedPeriods): Table {
  const { calendar, rows, counts, first, asOf, withinDays } = reported
  const start = (row: number) => calendar.start(first + rows[row]!)
  const areDaysOver = (row: number) => start(row) + withinDays <= asOf
  const eligibleOf = (numbers: Int32Array) => (row: number) => (areDaysOver(row) ? numbers[rows[row]!]! : 0)
  const rate = { numerator: eligibleOf(counts.wonBack), denominator: eligibleOf(counts.lapsed) }
  return {
    name: 'win_back',
    title: `Win-back within ${withinDays} days, by ${calendar.unit}`,
    rows: rows.length,
    columns: [
      column('period', 'text', row => calendar.label(first + rows[row]!)),
      column('lapsed_on', 'date', row => formatDay(start(row))),
      column('lapsed', 'integer', row => counts.lapsed[rows[row]!]!),
      column('eligible', 'integer', rate.denominator),
      column('won_back', 'integer', rate.numerator),
      ...rateColumns('win_back_rate', rate),
      column('complete', 'boolean', areDaysOver),
      ...flagColumns(reported, rate.denominator),
    ],
    caption:
      `win_back_rate = won_back / eligible: those churned on lapsed_on, and those of them with an order in the ` +
      `${withinDays} days after it. Nobody is eligible before these days are over.`,
  }
}

/** Where rows are left-censored, and what that does to them. */
function censoredText({ calendar, rows, first, censoredUpTo }: ReportedPeriods): string {
  if (rows.length === 0 || calendar.start(first + rows[0]!) > censoredUpTo) return ''
  return (
    ` Periods that start up to ${formatDay(Math.floor(censoredUpTo))} are left_censored: ` +
    'the history is too short to see customers of before leave.'
  )
}

/** What makes a rate weaker than it looks (definitions G4, G12). */
function flagColumns(reported: ReportedPeriods, denominator: (row: number) => number): Column[] {
  return [
    column('left_censored', 'boolean', row => isCensored(reported, row)),
    column('low_n', 'boolean', row => denominator(row) < reported.minN),
  ]
}
