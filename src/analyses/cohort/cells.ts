/** The table `cohorts`: a row for every cohort and period. */

import type { Periods } from '../../math/calendar.ts'
import type { Run } from '../../rollups/run.ts'
import type { Column, Table } from '../../report.ts'
import { column, moneyExtra, rateColumns } from '../columns.ts'
import type { Censoring } from '../left-censoring.ts'
import { type CohortOptions, ruleOf, SHOWN } from './flags.ts'
import { hasRate } from './retention.ts'
import type { Triangle } from './triangle.ts'

/** What tables of cells are made of. */
export interface Cells {
  readonly triangle: Triangle
  /** Cell → place of its cohort. */
  readonly rankOf: Int32Array
  periodOf(cell: number): number
  sizeOf(cell: number): number
  /** Whether the retention rule has a rate for that period. */
  hasRate(cell: number): boolean
  /** All that the cell counts was over for every member by the end of the as-of date (definition G4). */
  isComplete(cell: number): boolean
  isLeftCensored(cell: number): boolean | null
}

export function cellsOf(triangle: Triangle, options: CohortOptions, { isLeftCensored }: Censoring): Cells {
  const { offsets, sizes, cohorts, ended, eligible } = triangle
  const rankOf = new Int32Array(offsets.at(-1)!)
  for (const rank of cohorts.keys()) rankOf.fill(rank, offsets[rank], offsets[rank + 1])
  const rule = ruleOf(options)
  const periodOf = (cell: number) => cell - offsets[rankOf[cell]!]!
  const sizeOf = (cell: number) => sizes[rankOf[cell]!]!
  const hasRateAt = (cell: number) => hasRate(rule, periodOf(cell))
  return {
    triangle,
    rankOf,
    periodOf,
    sizeOf,
    hasRate: hasRateAt,
    isComplete: cell => ended[cell] === sizeOf(cell) && (!hasRateAt(cell) || eligible[cell] === sizeOf(cell)),
    isLeftCensored: cell => isLeftCensored(cohorts[rankOf[cell]!]!),
  }
}

export function cohortsTable(cells: Cells, periods: Periods, run: Run, options: CohortOptions): Table {
  const { triangle, rankOf } = cells
  const values = SHOWN[options.show]
  return {
    name: 'cohorts',
    title: `Cohorts by ${options.period} of ${triangle.anchoredBy}: ${values}`,
    rows: rankOf.length,
    columns: [
      column('cohort', 'text', cell => periods.label(triangle.cohorts[rankOf[cell]!]!)),
      column('cohort_size', 'integer', cells.sizeOf),
      column('period', 'integer', cells.periodOf),
      ...countColumns(cells),
      ...(run.hasAmount ? moneyColumns(cells, run) : []),
      ...qualityColumns(cells, options),
    ],
    pivot: {
      rows: 'cohort',
      beside: ['cohort_size'],
      columns: 'period',
      values,
      complete: 'complete',
      shade: true,
    },
  }
}

function countColumns({ triangle, hasRate }: Cells): Column[] {
  const { customers, eligible, returned, orders } = triangle
  const asked = (counts: Int32Array) => (cell: number) => (hasRate(cell) ? counts[cell]! : null)
  return [
    column('customers', 'integer', cell => customers[cell]!),
    column('eligible', 'integer', asked(eligible)),
    column('returned', 'integer', asked(returned)),
    ...rateColumns('retention', { numerator: asked(returned), denominator: asked(eligible) }),
    column('orders', 'integer', cell => orders[cell]!),
  ]
}

function moneyColumns({ triangle, sizeOf, periodOf }: Cells, run: Run): Column[] {
  const { revenue, cumulative, ended } = triangle
  const { money } = run
  const revenueRetention = (cell: number) => {
    const period = periodOf(cell)
    const start = revenue.total(cell - period)
    // Of nothing, or of more refunds than orders, there is no share.
    return period === 0 || start <= 0n ? null : Number(revenue.total(cell)) / Number(start)
  }
  const cumulativeValue = (cell: number) =>
    ended[cell] === sizeOf(cell) ? money.toNumber(cumulative.total(cell), sizeOf(cell)) : null
  return [
    column('revenue', 'money', cell => money.toNumber(revenue.total(cell)), moneyExtra(run)),
    column('revenue_retention', 'share', revenueRetention),
    column('cumulative_value', 'money', cumulativeValue, moneyExtra(run)),
  ]
}

function qualityColumns(cells: Cells, { minN, retention, horizon }: CohortOptions): Column[] {
  const { eligible } = cells.triangle
  const people = (cell: number) =>
    cells.hasRate(cell) && eligible[cell]! > 0 ? eligible[cell]! : cells.sizeOf(cell)
  const horizonVaries = retention === 'unbounded' && horizon === null
  return [
    column('complete', 'boolean', cells.isComplete),
    column('left_censored', 'boolean', cells.isLeftCensored),
    column('low_n', 'boolean', cell => people(cell) < minN),
    column('horizon_varies', 'boolean', cell => horizonVaries && cells.hasRate(cell)),
  ]
}
