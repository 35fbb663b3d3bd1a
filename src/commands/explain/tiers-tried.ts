/** Table `tiers_tried`: each loyalty tier, what it asks for and what the customer has; none without a file of tiers. */

import type { Tiered } from '../../analyses/customers/tiers-of.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Run } from '../../rollups/run.ts'
import type { Tier } from '../../rules/tier-file.ts'
import type { Table } from '../../report.ts'
import type { Explained } from './explained.ts'
import { type Tried, triedTable } from './tried.ts'

export function tiersTried({ tiered, options, place, run }: Explained): Table[] {
  if (tiered === null) return []
  const { standings, tiering } = tiered
  const met = standings.met[place]!
  const tried = tiering.tiers.map(
    (tier): Tried => ({
      name: tier.name,
      rule: askedText(tier),
      has: hasText(tier, tiered, place, run),
      fits: meets(tier, tiered, place, run),
    }),
  )
  const from = formatDay(run.asOf - options.tierWindow + 1)
  const grace = standings.tiers[place]! > met ? ` ${graceText(tiered, place)}.` : ''
  const caption = `The highest that fits is met: spend and orders are those of ${from} to ${formatDay(run.asOf)}.${grace}`
  const table = { name: 'tiers_tried', title: 'Loyalty tiers, the lowest first', caption }
  return [triedTable(table, 'tier', tried, standings.tiers[place]! - 1)]
}

/** Until when a tier is kept that is met no longer. */
export function graceText({ standings, tiering }: Tiered, place: number): string {
  const { name } = tiering.tiers[standings.tiers[place]! - 1]!
  const [last, end] = [standings.lastMet[place]!, standings.lastMet[place]! + tiering.grace].map(formatDay)
  return `${name} was last met on ${last} and is kept to ${end} (--tier-grace)`
}

const ASKED = [
  { name: 'min_spend', of: ({ minSpend }: Tier) => minSpend },
  { name: 'min_orders', of: ({ minOrders }: Tier) => minOrders },
  { name: 'min_tenure_days', of: ({ minTenureDays }: Tier) => minTenureDays },
] as const

const askedText = (tier: Tier) =>
  ASKED.flatMap(({ name, of }) => (of(tier) === null ? [] : [`${name} ${of(tier)}`])).join(', ')

function hasText(tier: Tier, { standings }: Tiered, place: number, { money }: Run): string {
  const has = {
    min_spend: `spend ${money.toNumber(standings.spend[place]!).toFixed(money.digits)}`,
    min_orders: `orders ${standings.orders[place]}`,
    min_tenure_days: `tenure_days ${standings.tenureDays[place]}`,
  }
  return ASKED.flatMap(({ name, of }) => (of(tier) === null ? [] : [has[name]])).join(', ')
}

function meets(
  { minSpend, minOrders, minTenureDays }: Tier,
  { standings }: Tiered,
  place: number,
  run: Run,
): boolean {
  const { spend, orders, tenureDays } = standings
  return (
    (minSpend === null || spend[place]! >= minSpend * 10 ** run.money.scale) &&
    orders[place]! >= (minOrders ?? 0) &&
    tenureDays[place]! >= (minTenureDays ?? 0)
  )
}
