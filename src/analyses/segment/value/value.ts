/** `tenure segment value`: what few customers bring (definition S7). */

import type { Histories } from '../../../rollups/histories.ts'
import { defineAnalysis } from '../../analysis.ts'
import { valueFlags } from './value-flags.ts'

/** Deciles, Pareto share, Gini and Lorenz curve of the value of customers. */
export const value = defineAnalysis<typeof valueFlags, { histories: Histories }>({
  name: ['segment', 'value'],
  summary: 'What the best customers bring: deciles, Pareto share, Gini, Lorenz curve.',
  description: `Ranks customers by net revenue, equal ones by id, and tells what share of all value the best 20 % \
bring, how few customers bring 80 %, and how uneven it is (Gini). Whether 20 % bring 80 % is a question, not a rule. \
Net revenue below zero counts as 0 and is counted. Value is what was paid up to the as-of date: older customers had \
more time to pay.`,
  examples: [
    { run: 'tenure segment value orders.csv', shows: 'who brings how much' },
    { run: 'tenure segment value orders.csv --window 365', shows: 'the same of the last year alone' },
    {
      run: 'tenure segment value orders.csv --table lorenz --output lorenz.csv',
      shows: 'the curve, for a chart',
    },
  ],
  flags: valueFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./value-answer.ts')).valueAnswer,
})
