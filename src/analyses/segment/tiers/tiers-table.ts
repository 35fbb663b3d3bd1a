/** Table `tiers`: how many customers each tier has, what they spend, who is in grace and who is near the next. */

import { ExactSums } from '../../../math/exact-sums.ts'
import type { Standings } from '../../../measures/tier-standings.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import { thousands } from '../../../math/thousands.ts'

/** Lowest first, those without a tier before all. */
export function tiersTable(
  { customers, tiers, met, spend }: Standings,
  names: readonly string[],
  run: Run,
): Table {
  const counts = names.map(() => 0)
  const inGrace = names.map(() => 0)
  const sums = new ExactSums(names.length)
  for (let customer = 0; customer < customers; customer++) {
    const tier = tiers[customer]!
    counts[tier]!++
    if (met[customer]! < tier) inGrace[tier]!++
    sums.add(tier, spend[customer]!)
  }
  return {
    name: 'tiers',
    title: `Tiers of ${thousands(customers)} customers`,
    rows: names.length,
    columns: [
      column('tier', 'text', row => names[row]!),
      column('customers', 'integer', row => counts[row]!),
      column('share_of_customers', 'share', row => (customers ? counts[row]! / customers : null)),
      column('in_grace', 'integer', row => inGrace[row]!),
      ...(run.hasAmount
        ? [column('spend', 'money', row => run.money.toNumber(sums.total(row)), moneyExtra(run))]
        : []),
    ],
    caption: 'in_grace: below the tier now, and keeping it for the days of grace. spend: net, of the window.',
  }
}
