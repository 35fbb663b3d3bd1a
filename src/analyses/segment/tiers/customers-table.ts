/** Table `customers`: the tier of every customer, until when grace lasts, and the gap to the next tier. */

import { formatDay } from '../../../math/calendar.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Tier } from '../../../rules/tier-file.ts'
import { column, moneyExtra } from '../../columns.ts'
import type { Standings } from './standings.ts'

/** Gaps are to the tier above the customer's own; empty in the highest, and where that tier does not ask. */
export function customersTable(
  standings: Standings,
  tiers: readonly Tier[],
  names: readonly string[],
  { histories, run, grace }: { histories: Histories; run: Run; grace: number },
): Table {
  const { customers, met, spend, orders, tenureDays, lastMet } = standings
  const money = moneyExtra(run)
  const next = (row: number) => tiers[standings.tiers[row]!]
  const isInGrace = (row: number) => met[row]! < standings.tiers[row]!
  const unitsOfOne = 10 ** run.money.scale
  const gap = (asked: number | null | undefined, has: number) =>
    asked === null || asked === undefined ? null : Math.max(0, asked - has)
  const spendGap = (row: number) => {
    const asked = next(row)?.minSpend
    const units = gap(
      asked === null || asked === undefined ? null : Math.round(asked * unitsOfOne),
      spend[row]!,
    )
    return units === null ? null : run.money.toNumber(units)
  }
  return {
    name: 'customers',
    title: 'The tier of every customer',
    rows: customers,
    columns: [
      column('customer', 'text', row => histories.id(row)),
      column('tier', 'text', row => names[standings.tiers[row]!]!),
      column('tier_met', 'text', row => names[met[row]!]!),
      column('in_grace', 'boolean', isInGrace),
      column('grace_ends', 'date', row => (isInGrace(row) ? formatDay(lastMet[row]! + grace) : null)),
      ...(run.hasAmount ? [column('spend', 'money', row => run.money.toNumber(spend[row]!), money)] : []),
      column('orders', 'integer', row => orders[row]!),
      column('tenure_days', 'integer', row => tenureDays[row]!, { unit: 'days' }),
      column('next_tier', 'text', row => next(row)?.name ?? null),
      ...(run.hasAmount ? [column('gap_to_next', 'money', spendGap, money)] : []),
      column('orders_to_next', 'integer', row => gap(next(row)?.minOrders, orders[row]!)),
      column('days_to_next', 'integer', row => gap(next(row)?.minTenureDays, tenureDays[row]!), {
        unit: 'days',
      }),
    ],
  }
}
