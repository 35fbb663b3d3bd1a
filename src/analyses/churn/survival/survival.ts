/** `tenure churn survival`: how long until customers buy again, if they do (definition R8). */

import { defineAnalysis } from '../../analysis.ts'
import type { SurvivalSummaries } from './survival-answer.ts'
import { survivalFlags } from './survival-flags.ts'

/** Kaplan-Meier curves of the time to the first repeat and between orders. */
export const survival = defineAnalysis<typeof survivalFlags, SurvivalSummaries>({
  name: ['churn', 'survival'],
  summary: 'How many days until customers order again, with those who have not yet.',
  description: `Two Kaplan-Meier curves in days between distinct purchase days. first_repeat has every customer once: from the \
first purchase day to the second. between_orders has every purchase day: to the customer's next. Who has not come back \
by the as-of date counts as still open: completed gaps alone would make every time too short. repeat is the share that \
has come back, survival the share that has not; intervals are 95 %, on the log-log scale.`,
  examples: [
    {
      run: 'tenure churn survival orders.csv',
      shows: 'median days to the next order, and who is back when',
    },
    { run: 'tenure churn survival orders.csv --at 7,14,28', shows: 'the share back after 7, 14 and 28 days' },
    {
      run: 'tenure churn survival orders.csv --table curve --format csv',
      shows: 'both curves, day by day, for a chart',
    },
  ],
  flags: survivalFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./survival-answer.ts')).survivalAnswer,
})
