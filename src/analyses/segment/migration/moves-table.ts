/** Table `moves`: every move that somebody made, the most frequent first, and the revenue that moved with it. */

import { formatDay } from '../../../math/calendar.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra, rateColumns } from '../../columns.ts'
import type { Migration, Step } from './steps.ts'

interface Move {
  readonly step: Step
  readonly from: number
  readonly to: number
  readonly cell: number
  readonly fromCustomers: number
}

/** By step, and within it by customers; those who stayed are moves from a segment to itself. */
export function movesTable(migration: Migration, run: Run, minN: number): Table {
  const { states, steps } = migration
  const moves = steps.flatMap(step => movesOf(step, states.length))
  const at = (row: number) => moves[row]!
  const customers = (row: number) => at(row).step.counts[at(row).cell]!
  const money = moneyExtra(run)
  const revenue = (side: 'before' | 'after') => (row: number) =>
    run.money.toNumber(at(row).step[side].total(at(row).cell))
  return {
    name: 'moves',
    title: 'Moves, the most frequent first',
    rows: moves.length,
    columns: [
      column('from_date', 'date', row => formatDay(at(row).step.from)),
      column('to_date', 'date', row => formatDay(at(row).step.to)),
      column('from', 'text', row => states[at(row).from]!),
      column('to', 'text', row => states[at(row).to]!),
      column('customers', 'integer', customers),
      column('from_customers', 'integer', row => at(row).fromCustomers),
      ...rateColumns('share_of_from', { numerator: customers, denominator: row => at(row).fromCustomers }),
      ...(run.hasAmount
        ? [
            column('revenue_before', 'money', revenue('before'), money),
            column('revenue_after', 'money', revenue('after'), money),
          ]
        : []),
      column('low_n', 'boolean', row => at(row).fromCustomers < minN),
    ],
    glance: 15,
    hidden: steps.length === 1 ? ['from_date', 'to_date', 'low_n'] : ['low_n'],
    caption: 'revenue_before and revenue_after: of the same customers, in the window of either date.',
  }
}

function movesOf(step: Step, size: number): Move[] {
  const moves: Move[] = []
  for (let from = 0; from < size; from++) {
    let fromCustomers = 0
    // Who is not_yet at both dates is in no move.
    for (let to = 0; to < size - 1; to++) fromCustomers += step.counts[from * size + to]!
    for (let to = 0; to < size - 1; to++) {
      const cell = from * size + to
      if (step.counts[cell]! > 0) moves.push({ step, from, to, cell, fromCustomers })
    }
  }
  return moves.sort((a, b) => step.counts[b.cell]! - step.counts[a.cell]! || a.cell - b.cell)
}
