/** `tenure churn state`: who is active, at risk and churned, and how many leave and return (definitions C2, R9). */

import { defineAnalysis } from '../../analysis.ts'
import type { StateSummaries } from './state-answer.ts'
import { stateFlags } from './state-flags.ts'

/** The state of every customer, churn by period and win-back by period. */
export const state = defineAnalysis<typeof stateFlags, StateSummaries>({
  name: ['churn', 'state'],
  summary: 'Active, at-risk and churned customers; churn and win-back by period.',
  description: `Without a contract no event says that a customer left, so a rule does: at risk after more than t1 days \
without an order, churned after more than t2. By default t1 and t2 are the 80th and 95th percentile of completed gaps \
between purchase days: a heuristic, shown beside the same percentiles with open gaps counted too. Churn of a period: \
customers not churned when it begins who churn on a day of it, also those who come back later, by customers not \
churned when it begins. Win-back: customers churned on the first day of a period who order within --within days after \
it. Shares of customers and revenue are a count and no sample, so they carry no interval.`,
  examples: [
    { run: 'tenure churn state orders.csv', shows: 'states, thresholds, churn and win-back by month' },
    {
      run: 'tenure churn state orders.csv --t1 60 --t2 120 --period quarter',
      shows: 'your own thresholds, by quarter',
    },
    {
      run: 'tenure churn state orders.csv --as-of 2025-03-31 --table thresholds --output march.json',
      shows: 'thresholds to keep',
    },
    {
      run: 'tenure churn state orders.csv --thresholds march.json --table churn --format csv',
      shows: 'churn by the thresholds of March: past months do not change from run to run',
    },
    {
      run: 'tenure churn state orders.csv --by-segment --table churn_by_segment',
      shows: 'which segments churn, by the segment at the start of each month',
    },
    {
      run: 'tenure churn state orders.csv --detail --output customers.csv',
      shows: 'the state of every customer',
    },
  ],
  flags: stateFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./state-answer.ts')).stateAnswer,
})
