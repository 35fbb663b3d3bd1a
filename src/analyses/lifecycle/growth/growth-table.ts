/** Table `growth`: a row per period, what its active customers are, and what the period before left. */

import type { Day, Periods } from '../../../math/calendar.ts'
import type { Table } from '../../../report.ts'
import { column, rateColumns } from '../../columns.ts'
import type { Growth } from './growth-by-period.ts'

/** The periods that are reported, and the counts of all of them. */
export interface ReportedGrowth {
  readonly calendar: Periods
  /** Index of the calendar's period that the counts begin with. */
  readonly first: number
  /** Row → index into the counts; ascending. */
  readonly rows: readonly number[]
  readonly growth: Growth
  readonly asOf: Day
  /** Days; null where it was neither needed nor to be had. */
  readonly t2: number | null
  isLeftCensored(index: number): boolean
  /** Customers whose date of signup is not known; null where no column says any. */
  readonly withoutSignup: number | null
  readonly minN: number
}

/** Whether the period is over by the end of the as-of date (definition G4). */
export const isComplete = ({ calendar, first, asOf }: ReportedGrowth, index: number) =>
  calendar.start(first + index + 1) <= asOf + 1

/** Active customers of the period before; nobody before the first. */
export const activeBefore = ({ growth }: ReportedGrowth, index: number) =>
  index === 0 ? 0 : growth.active[index - 1]!

export const COUNTS = ['new', 'returning', 'resurrecting', 'dormant', 'active'] as const

/** New, returning, resurrecting, dormant, active, quick ratio and the share of active customers who returned. */
export function growthTable(reported: ReportedGrowth): Table {
  const { calendar, first, rows, growth, minN } = reported
  const before = (row: number) => activeBefore(reported, rows[row]!)
  const at = (counts: Int32Array) => (row: number) => counts[rows[row]!]!
  return {
    name: 'growth',
    title: `Growth accounting by ${calendar.unit}`,
    rows: rows.length,
    columns: [
      column('period', 'text', row => calendar.label(first + rows[row]!)),
      ...COUNTS.map(name => column(name, 'integer', at(growth[name]))),
      column('quick_ratio', 'number', row => quickRatio(growth, rows[row]!), { decimals: 2 }),
      column('active_before', 'integer', before),
      ...rateColumns('returning_rate', { numerator: at(growth.returning), denominator: before }),
      column('complete', 'boolean', row => isComplete(reported, rows[row]!)),
      column('left_censored', 'boolean', row => reported.isLeftCensored(rows[row]!)),
      column('low_n', 'boolean', row => before(row) < minN),
    ],
    picture: { kind: 'sparks', values: COUNTS },
    caption:
      'active = new + returning + resurrecting; dormant = active_before - returning; ' +
      'quick_ratio = (new + resurrecting) / dormant; returning_rate = returning / active_before.',
  }
}

/** What came in for each customer who went dormant (definition L2); null where nobody did. */
function quickRatio({ new: added, resurrecting, dormant }: Growth, index: number): number | null {
  return dormant[index] === 0 ? null : (added[index]! + resurrecting[index]!) / dormant[index]!
}
