/** `tenure segment profile`: what the best customers have in common (definition S8). */

import type { Histories } from '../../../rollups/histories.ts'
import { defineAnalysis } from '../../analysis.ts'
import { profileFlags } from './profile-flags.ts'

/** The ideal customer profile: lift of attributes among the best customers. */
export const profile = defineAnalysis<typeof profileFlags, { histories: Histories }>({
  name: ['segment', 'profile'],
  summary: 'What the best customers have in common: lift of attributes at the first order.',
  description: `Takes the best 10 % of customers by net revenue within 90 days of their first order, of those observed so \
long, and compares them with all: for every value of every attribute the lift (share among the best / share among all), \
Fisher's exact two-sided p, and q, the false-discovery rate over all values tested (Benjamini & Hochberg). Attributes \
are columns of the export at the first order, or of a file with a row a customer. What is measured later, such as the \
number of orders, is refused: it is the value itself.`,
  examples: [
    {
      run: 'tenure segment profile orders.csv --attribute channel,country',
      shows: 'where the best customers come from',
    },
    {
      run: 'tenure segment profile orders.csv --attribute product --min-n 5 --top 20',
      shows: 'which first products the best fifth began with',
    },
  ],
  flags: profileFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./profile-answer.ts')).profileAnswer,
})
