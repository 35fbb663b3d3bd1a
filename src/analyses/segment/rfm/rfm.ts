/** `tenure segment`: customers by recency, frequency and money (definitions S1, S2, S3). */

import type { Histories } from '../../../rollups/histories.ts'
import { defineAnalysis } from '../../analysis.ts'
import { rfmFlags } from './rfm-flags.ts'

/** Segments of customers from a grid of recency and frequency scores. */
export const rfm = defineAnalysis<typeof rfmFlags, { histories: Histories }>({
  name: ['segment', 'rfm'],
  isDefault: true,
  summary: 'Customers in ten segments by recency, frequency and money scores.',
  description: `Scores every customer from 1 to 5 on days since the last order (R), orders (F) and net revenue (M): \
score = floor(5 × customers strictly below / customers) + 1, so that equal values get equal scores in whatever order \
the rows stand; few days are good. R and F give the segment, M is reported beside it. Ties can leave a score empty: \
the table thresholds lists the values behind each score. Shares are of all scored customers, a count and no sample, \
so they carry no interval. With --map FILE the segments are your own: a list of segments with the scores of each, every \
cell in exactly one of them.`,
  examples: [
    { run: 'tenure segment orders.csv', shows: 'segments, and the values behind each score' },
    {
      run: 'tenure segment orders.csv --detail --output customers.csv',
      shows: 'the segment of every customer',
    },
    {
      run: 'tenure segment orders.csv --as-of 2025-03-31 --output march.json',
      shows: 'scores to compare with',
    },
    { run: 'tenure segment orders.csv --map map.yaml', shows: 'segments by a map of your own' },
    {
      run: 'tenure segment orders.csv --thresholds march.json',
      shows: 'customers scored by the thresholds of March: movement is a change of behaviour',
    },
  ],
  flags: rfmFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./rfm-answer.ts')).rfmAnswer,
})
