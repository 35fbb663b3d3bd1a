/** `tenure segment tiers`: loyalty tiers by what was spent and ordered lately (definition S9). */

import type { Histories } from '../../../rollups/histories.ts'
import { defineAnalysis } from '../../analysis.ts'
import { tiersFlags } from './tiers-flags.ts'

/** Loyalty tiers of customers, and the gap to the next. */
export const tiers = defineAnalysis<typeof tiersFlags, { histories: Histories }>({
  name: ['segment', 'tiers'],
  summary: 'Loyalty tiers by recent spend and orders, grace, and the gap to the next tier.',
  description: `Reads a table of tiers, lowest first, each with a name and any of min_spend, min_orders and \
min_tenure_days (days since the first order); all that a tier asks for must be met over the last --window days. A \
customer has the highest tier that is met, and with --grace keeps one that many days after falling below it. A refund \
lowers spend on its own date and can demote. The table customers (--detail) has the gap to the next tier.`,
  examples: [
    { run: 'tenure segment tiers orders.csv --tiers tiers.yaml', shows: 'how many customers each tier has' },
    {
      run: 'tenure segment tiers orders.csv --tiers tiers.yaml --grace 30 --detail --output customers.csv',
      shows: 'the tier of every customer, kept 30 days, and what the next one lacks',
    },
  ],
  flags: tiersFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./tiers-answer.ts')).tiersAnswer,
})
