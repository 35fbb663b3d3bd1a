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
      ...(run.hasAmount ? [cumulativeColumn(of, run)] : []),
      column('low_n', 'boolean', row => (of(row).eligible || of(row).customers) < minN),
    ],
    caption:
      'Sums over the cohorts whose cell is complete and not left-censored; later periods rest on fewer.',
  }
}

const cumulativeColumn = (of: (row: number) => Pool, run: Run) =>
  column(
    'cumulative_value',
    'money',
    row => run.money.toNumber(of(row).cumulative, of(row).customers),
    moneyExtra(run),
  )

function poolsOf(cells: Cells): { period: number; pool: Pool }[] {
  const pools = new Map<number, Pool>()
  for (const cell of cells.rankOf.keys()) {
    if (!cells.isComplete(cell) || cells.isLeftCensored(cell)) continue
    const period = cells.periodOf(cell)
    const pool = pools.get(period) ?? { cohorts: 0, customers: 0, eligible: 0, returned: 0, cumulative: 0n }
    pools.set(period, pool)
    pool.cohorts++
    pool.customers += cells.sizeOf(cell)
    pool.eligible += cells.triangle.eligible[cell]!
    pool.returned += cells.triangle.returned[cell]!
    pool.cumulative += cells.triangle.cumulative.total(cell)
  }
  return [...pools].map(([period, pool]) => ({ period, pool })).sort((a, b) => a.period - b.period)
}
