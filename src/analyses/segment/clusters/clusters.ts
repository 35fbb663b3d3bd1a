/** `tenure segment clusters`: groups of customers who are alike in recency, frequency and money. */

import type { Histories } from '../../../rollups/histories.ts'
import { defineAnalysis } from '../../analysis.ts'
import { clustersFlags } from './clusters-flags.ts'

/** Groups of customers by k-means, in words. */
export const clusters = defineAnalysis<typeof clustersFlags, { histories: Histories }>({
  name: ['segment', 'clusters'],
  summary: 'Groups of customers alike in recency, frequency and money, found by k-means.',
  description: `Finds groups by k-means on days since the last order, orders and net revenue, each with mean 0 and \
standard deviation 1, as logarithms where a measure is skewed (skewness above 1). The number of groups is that of the \
greatest mean silhouette from 2 to --max-clusters, or --groups. Groups are named by their medians among all customers. \
The same rows and --seed give the same groups; other rows may give others, so use fixed rules or scores to compare over time.`,
  examples: [
    { run: 'tenure segment clusters orders.csv', shows: 'the groups, in words, and how many were tried' },
    {
      run: 'tenure segment clusters orders.csv --groups 4 --detail --output customers.csv',
      shows: 'which of four groups every customer is in',
    },
  ],
  flags: clustersFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./clusters-answer.ts')).clustersAnswer,
})
