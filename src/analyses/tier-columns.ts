/** Columns of loyalty tiers, a row per customer: the tier, until when grace lasts, and what the next one lacks. */

import { formatDay } from '../math/calendar.ts'
import type { Standings } from '../measures/tier-standings.ts'
import type { Column } from '../report.ts'
import type { Run } from '../rollups/run.ts'
import type { Tier } from '../rules/tier-file.ts'
import { column, moneyExtra } from './columns.ts'

export interface Tiering {
  readonly tiers: readonly Tier[]
  /** What customers are who meet no tier. */
  readonly base: string
  readonly grace: number
}

/** By place in the list plus 1; the base first. */
export const tierNames = ({ tiers, base }: Tiering): string[] => [base, ...tiers.map(({ name }) => name)]

/** The tier, the one met without grace, and until when grace lasts. */
export function tierColumns({ tiers, met, lastMet }: Standings, tiering: Tiering): Column[] {
  const names = tierNames(tiering)
  const isInGrace = (row: number) => met[row]! < tiers[row]!
  return [
    column('tier', 'text', row => names[tiers[row]!]!),
    column('tier_met', 'text', row => names[met[row]!]!),
    column('in_grace', 'boolean', isInGrace),
    column('grace_ends', 'date', row => (isInGrace(row) ? formatDay(lastMet[row]! + tiering.grace) : null)),
  ]
}

/** Gaps are to the tier above the customer's own; empty in the highest, and where that tier does not ask. */
export function nextTierColumns(standings: Standings, { tiers }: Tiering, run: Run): Column[] {
  const { spend, orders, tenureDays } = standings
  const next = (row: number) => tiers[standings.tiers[row]!]
  const spendGap = (row: number) => spendLacking(next(row), spend[row]!, run)
  return [
    column('next_tier', 'text', row => next(row)?.name ?? null),
    ...(run.hasAmount ? [column('gap_to_next', 'money', spendGap, moneyExtra(run))] : []),
    column('orders_to_next', 'integer', row => lacking(next(row)?.minOrders, orders[row]!)),
    column('days_to_next', 'integer', row => lacking(next(row)?.minTenureDays, tenureDays[row]!), {
      unit: 'days',
    }),
  ]
}

function spendLacking(tier: Tier | undefined, spend: number, { money }: Run): number | null {
  const asked = tier?.minSpend ?? null
  const units = lacking(asked === null ? null : Math.round(asked * 10 ** money.scale), spend)
  return units === null ? null : money.toNumber(units)
}

const lacking = (asked: number | null | undefined, has: number) =>
  asked === null || asked === undefined ? null : Math.max(0, asked - has)
