/** Where the revenue of a period comes from and goes to, measured against the period before (definition R5). */

import { ExactSums } from '../math/exact-sums.ts'
import type { Column } from '../report.ts'
import type { Run } from '../rollups/run.ts'
import { column, moneyExtra } from './columns.ts'

const MOVEMENTS = ['atStart', 'fresh', 'reactivated', 'expanded', 'contracted', 'churned', 'atEnd'] as const

/** By period, in units of the run's scale; none is negative unless amounts are. */
export type RevenueMovements = Readonly<Record<(typeof MOVEMENTS)[number], ExactSums>>

export const emptyMovements = (periods: number): RevenueMovements =>
  Object.fromEntries(MOVEMENTS.map(name => [name, new ExactSums(periods)])) as RevenueMovements

/** A column for each movement, and gross and net retention of what was there at the start; row → period. */
export function movementColumns(
  money: () => RevenueMovements,
  periodAt: (row: number) => number,
  run: Run,
): Column[] {
  const units = (name: keyof RevenueMovements) => (row: number) => money()[name].total(periodAt(row))
  const moneyColumn = (name: string, movement: keyof RevenueMovements, sign = 1n) =>
    column(name, 'money', row => run.money.toNumber(sign * units(movement)(row)), moneyExtra(run))
  const kept = (row: number) => units('atStart')(row) - units('churned')(row) - units('contracted')(row)
  // Of nothing, or of more refunds than orders, there is no share.
  const ofStart = (part: (row: number) => bigint) => (row: number) =>
    units('atStart')(row) > 0n ? Number(part(row)) / Number(units('atStart')(row)) : null
  return [
    moneyColumn('at_start', 'atStart'),
    moneyColumn('new', 'fresh'),
    moneyColumn('reactivated', 'reactivated'),
    moneyColumn('expansion', 'expanded'),
    moneyColumn('contraction', 'contracted', -1n),
    moneyColumn('churn', 'churned', -1n),
    moneyColumn('at_end', 'atEnd'),
    column('grr', 'share', ofStart(kept)),
    column(
      'nrr',
      'share',
      ofStart(row => kept(row) + units('expanded')(row)),
    ),
  ]
}
