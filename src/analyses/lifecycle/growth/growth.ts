/** `tenure lifecycle growth`: where the active customers of each period come from (definitions L1, L2). */

import { defineAnalysis } from '../../analysis.ts'
import type { GrowthSummaries } from './growth-answer.ts'
import { growthFlags } from './growth-flags.ts'

/** New, returning, resurrecting and dormant customers by period, and the quick ratio. */
export const growth = defineAnalysis<typeof growthFlags, GrowthSummaries>({
  name: ['lifecycle', 'growth'],
  isDefault: true,
  summary: 'New, returning, resurrecting and dormant customers by period; quick ratio.',
  description: `A customer is active in a period with at least one order in it; with --events, any event, or one of those that --event-name names. \
new: active for the first time ever. returning: active, and in the period before. resurrecting: active, not in the \
period before, but earlier. dormant: active in the period before and not in this one. So active = new + returning + \
resurrecting, and dormant = active of the period before - returning. The quick ratio is what came in for each customer \
who went dormant: (new + resurrecting) / dormant. The first period is left_censored, as everybody is new in it, and so \
are those that start within T2 days of the first row: old customers look new there. With --acquired COLUMN new is the period of the signup and nothing is left_censored. They and periods that are not over \
are left out of the averages.`,
  examples: [
    { run: 'tenure lifecycle growth orders.csv', shows: 'growth accounting by month' },
    {
      run: 'tenure lifecycle growth events.csv --events --event-name purchase --period week',
      shows: 'buyers by week, of an export of events',
    },
    {
      run: 'tenure lifecycle growth orders.csv --period quarter --complete-history --table average',
      shows: 'an average quarter of an export that holds every order ever made',
    },
  ],
  flags: growthFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./growth-answer.ts')).growthAnswer,
})
