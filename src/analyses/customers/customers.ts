/** `tenure customers`: all that is known of each customer, in one row. */

import { defineAnalysis } from '../analysis.ts'
import { customersFlags } from './customers-flags.ts'
import type { Summaries } from './summaries.ts'

export const customers = defineAnalysis<typeof customersFlags, Summaries>({
  name: ['customers'],
  summary: 'One row a customer with all that is known: orders, scores, states, predictions.',
  description: `A row for every customer with an order, by id: orders and net revenue, first and last order, the RFM scores and \
segment of \`segment rfm\` (or \`segment rules\`, with --rules), the loyalty tier of \`segment tiers\` with the gap to the next \
(--tiers), the state of \`churn state\`, the stage of \`lifecycle stages\` and the best one ever, the probability of being alive \
and the orders and value to come of \`clv\`, the channel of the first and last order, and attributes from the export or from a \
file joined to it. Numbers are those of the other commands with the same flags; window, grace and base of tiers are \
--tier-window, --tier-grace and --tier-base here. What cannot be had is empty, and a note says why: money without amounts, a \
state without enough gaps, a prediction without enough customers who came back.`,
  examples: [
    {
      run: 'tenure customers orders.csv --output customers.parquet',
      shows: 'every customer, for a warehouse',
    },
    { run: 'tenure customers orders.csv --attributes country', shows: 'the country of the first order too' },
    {
      run: 'tenure customers orders.csv --tiers tiers.yaml --rules segments.yaml',
      shows: 'loyalty tiers, and segments by rules of your own',
    },
  ],
  flags: customersFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./customers-answer.ts')).customersAnswer,
})
