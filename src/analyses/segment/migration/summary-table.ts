/** Table `steps`: of each step who stayed, moved, came and went, and the share of revenue that moved. */

import { formatDay } from '../../../math/calendar.ts'
import type { ExactSums } from '../../../math/exact-sums.ts'
import type { Column, Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra, rateColumns } from '../../columns.ts'
import type { Migration, Step } from './steps.ts'

/** Which moves a figure counts: of states from and to, by their places. */
type Counts = (from: number, to: number) => boolean

export function stepsTable({ states, segments, steps }: Migration, run: Run): Table {
  const size = states.length
  const [out, notYet] = [segments, segments + 1]
  const isSegment = (state: number) => state < segments
  const sum = (step: Step, counts: Counts) =>
    cellsOf(size, counts).reduce((total, cell) => total + step.counts[cell]!, 0)
  const figure = (name: string, counts: Counts) => column(name, 'integer', row => sum(steps[row]!, counts))
  const stayed: Counts = (from, to) => from === to && isSegment(from)
  const there: Counts = from => isSegment(from)
  const moved: Counts = (from, to) => from !== to && isSegment(from)
  return {
    name: 'steps',
    title: 'Who stayed and who moved',
    rows: steps.length,
    columns: [
      column('from_date', 'date', row => formatDay(steps[row]!.from)),
      column('to_date', 'date', row => formatDay(steps[row]!.to)),
      figure('customers', there),
      figure('stayed', stayed),
      ...rateColumns('share_stayed', {
        numerator: row => sum(steps[row]!, stayed),
        denominator: row => sum(steps[row]!, there),
      }),
      figure('moved', (from, to) => moved(from, to) && to !== out),
      figure('left', (from, to) => isSegment(from) && to === out),
      figure('returned', (from, to) => from === out && isSegment(to)),
      figure('entered', from => from === notYet && true),
      ...revenueColumns(steps, cellsOf(size, there), cellsOf(size, moved), run),
    ],
  }
}

function revenueColumns(
  steps: readonly Step[],
  all: readonly number[],
  moved: readonly number[],
  run: Run,
): Column[] {
  if (!run.hasAmount) return []
  const total = (sums: ExactSums, cells: readonly number[]) =>
    cells.reduce((sum, cell) => sum + sums.total(cell), 0n)
  const of = (row: number, cells: readonly number[]) => total(steps[row]!.before, cells)
  return [
    column('revenue', 'money', row => run.money.toNumber(of(row, all)), moneyExtra(run)),
    column('revenue_moved', 'money', row => run.money.toNumber(of(row, moved)), moneyExtra(run)),
    // Of revenue that is not positive a share would say nothing.
    column('share_of_revenue_moved', 'share', row =>
      of(row, all) > 0n ? Number(of(row, moved)) / Number(of(row, all)) : null,
    ),
  ]
}

/** Places of the cells; nobody is not_yet at the second date who is in a move. */
function cellsOf(size: number, counts: Counts): number[] {
  const cells: number[] = []
  for (let from = 0; from < size; from++)
    for (let to = 0; to < size - 1; to++) if (counts(from, to)) cells.push(from * size + to)
  return cells
}
