/** The table `pooled`: all cohorts together, period by period; never the average of their rates (definition G9). */

import type { Run } from '../../rollups/run.ts'
import type { Table } from '../../report.ts'
import { column, moneyExtra, rateColumns } from '../columns.ts'
import type { Cells } from './cells.ts'
import type { CohortOptions } from './flags.ts'

/** Sums over the cells of one period that are complete and not left-censored. */
interface Pool {
  cohorts: number
  customers: number
  eligible: number
  returned: number
  /** Of the period, and of period 0 of the same cohorts. */
  revenue: bigint
  startRevenue: bigint
  cumulative: bigint
}

/** Periods ascend; one without such a cell is left out. */
export function pooledTable(cells: Cells, run: Run, { minN }: CohortOptions): Table {
  const pools = poolsOf(cells)
  const of = (row: number) => pools[row]!.pool
  const hasRate = (row: number) => of(row).eligible > 0
  return {
    name: 'pooled',
    title: 'All cohorts together, by period',
    rows: pools.length,
    columns: [
      column('period', 'integer', row => pools[row]!.period),
      column('cohorts', 'integer', row => of(row).cohorts),
      column('customers', 'integer', row => of(row).customers),
      column('eligible', 'integer', row => (hasRate(row) ? of(row).eligible : null)),
      column('returned', 'integer', row => (hasRate(row) ? of(row).returned : null)),
      ...rateColumns('retention', {
        numerator: row => of(row).returned,
        denominator: row => of(row).eligible,
      }),
      ...(run.hasAmount ? moneyColumns(of, row => pools[row]!.period, run) : []),
      column('low_n', 'boolean', row => (of(row).eligible || of(row).customers) < minN),
    ],
    caption:
      'Sums over the cohorts whose cell is complete and not left-censored; later periods rest on fewer.',
  }
}

/** Eligible and returned of all cohorts in that period, as the table has them. */
export function pooledRate(cells: Cells, period: number): { eligible: number; returned: number } {
  return poolsOf(cells).find(one => one.period === period)?.pool ?? { eligible: 0, returned: 0 }
}

const moneyColumns = (of: (row: number) => Pool, periodAt: (row: number) => number, run: Run) => [
  column('revenue', 'money', row => run.money.toNumber(of(row).revenue), moneyExtra(run)),
  column('revenue_retention', 'share', row => {
    const { revenue, startRevenue } = of(row)
    return periodAt(row) === 0 || startRevenue <= 0n ? null : Number(revenue) / Number(startRevenue)
  }),
  column(
    'cumulative_value',
    'money',
    row => run.money.toNumber(of(row).cumulative, of(row).customers),
    moneyExtra(run),
  ),
]

const emptyPool = (): Pool => ({
  cohorts: 0,
  customers: 0,
  eligible: 0,
  returned: 0,
  revenue: 0n,
  startRevenue: 0n,
  cumulative: 0n,
})

function poolsOf(cells: Cells): { period: number; pool: Pool }[] {
  const pools = new Map<number, Pool>()
  for (const cell of cells.rankOf.keys()) {
    if (!cells.isComplete(cell) || cells.isLeftCensored(cell)) continue
    const period = cells.periodOf(cell)
    const pool = pools.get(period) ?? emptyPool()
    pools.set(period, pool)
    pool.cohorts++
    pool.customers += cells.sizeOf(cell)
    pool.eligible += cells.triangle.eligible[cell]!
    pool.returned += cells.triangle.returned[cell]!
    pool.revenue += cells.triangle.revenue.total(cell)
    pool.startRevenue += cells.triangle.revenue.total(cell - period)
    pool.cumulative += cells.triangle.cumulative.total(cell)
  }
  return [...pools].map(([period, pool]) => ({ period, pool })).sort((a, b) => a.period - b.period)
}
