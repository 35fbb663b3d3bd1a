/** Table `average`: the periods that can be averaged, taken together. */

import type { Table } from '../../../report.ts'
import { column, rateColumns } from '../../columns.ts'
import { activeBefore, COUNTS, isComplete, type ReportedGrowth } from './growth-table.ts'

/** Means of counts; ratios are sums over sums, never means of ratios (definition G9). */
export function averageTable(reported: ReportedGrowth): Table {
  const { growth, calendar, minN } = reported
  const rows = reported.rows.filter(index => isComplete(reported, index) && !reported.isLeftCensored(index))
  const sum = (at: (index: number) => number) => rows.reduce((total, index) => total + at(index), 0)
  const totals = Object.fromEntries(COUNTS.map(name => [name, sum(index => growth[name][index]!)]))
  const before = sum(index => activeBefore(reported, index))
  const incoming = totals.new! + totals.resurrecting!
  const mean = (total: number) => (rows.length === 0 ? null : total / rows.length)
  return {
    name: 'average',
    title: `An average ${calendar.unit}`,
    rows: 1,
    columns: [
      column('periods', 'integer', () => rows.length),
      ...COUNTS.map(name => column(name, 'number', () => mean(totals[name]!), { decimals: 1 })),
      column('quick_ratio', 'number', () => (totals.dormant === 0 ? null : incoming / totals.dormant!), {
        decimals: 2,
      }),
      column('active_before', 'integer', () => before),
      ...rateColumns('returning_rate', { numerator: () => totals.returning!, denominator: () => before }),
      column('low_n', 'boolean', () => before < minN),
    ],
    caption:
      'Of periods that are complete and not left_censored; quick_ratio and returning_rate are sums over sums.',
  }
}
