/** Table `deciles`: customers by value in ten equal parts, best first. */

import type { Concentration } from '../../../measures/concentration.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'

export const DECILES = 10

/** Decile 1 to 10 of the customer at that rank, from 0. */
export const decileOf = (rank: number, customers: number) => Math.floor((DECILES * rank) / customers) + 1

/** Parts differ by at most one customer; those of equal value may fall into two. */
export function decilesTable({ customers, cumulated, total }: Concentration, run: Run): Table {
  // The first rank r with floor(10 r / n) = decile, from 0.
  const start = (decile: number) => Math.ceil((decile * customers) / DECILES)
  const worthOf = (row: number) => cumulated(start(row + 1)) - cumulated(start(row))
  const countOf = (row: number) => start(row + 1) - start(row)
  const at = (rank: number) => cumulated(rank + 1) - cumulated(rank)
  const money = moneyExtra(run)
  const ratio = (part: bigint) => (total === 0n ? null : Number(part) / Number(total))
  return {
    name: 'deciles',
    title: 'Value by decile of customers, best first',
    rows: DECILES,
    columns: [
      column('decile', 'integer', row => row + 1),
      column('customers', 'integer', countOf),
      column(
        'least',
        'money',
        row => (countOf(row) ? run.money.toNumber(at(start(row + 1) - 1)) : null),
        money,
      ),
      column('greatest', 'money', row => (countOf(row) ? run.money.toNumber(at(start(row))) : null), money),
      column(
        'mean',
        'money',
        row => (countOf(row) ? run.money.toNumber(worthOf(row), countOf(row)) : null),
        money,
      ),
      column('value', 'money', row => run.money.toNumber(worthOf(row)), money),
      column('share', 'share', row => ratio(worthOf(row))),
      column('cumulative_share', 'share', row => ratio(cumulated(start(row + 1)))),
    ],
  }
}
