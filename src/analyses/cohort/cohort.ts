/** `tenure cohort`: who comes back, and what they bring, by the period of their first order. */

import { defineAnalysis } from '../analysis.ts'
import { flags } from './flags.ts'

export const cohort = defineAnalysis({
  name: ['cohort'],
  summary: 'Retention and value of customers by when they first ordered.',
  description:
    'Customers are grouped by the period of their first order in the whole history, and counted in ' +
    'each period k after it. Retention is those who ordered again among those whose period k is over. ' +
    'A cell that is not over yet is marked complete=false and left out of the pooled line, as are ' +
    'cohorts that may hold older customers because the export does not reach further back ' +
    '(left_censored). With --acquired COLUMN cohorts go by the date of acquisition, or by the first order where ' +
    'that is earlier; the column may stand in --customers-file, whose customers without an order count in cohort_size.',
  examples: [
    { run: 'tenure cohort orders.csv --tz Europe/Berlin', shows: 'the monthly retention triangle' },
    {
      run: 'tenure cohort orders.csv --cohort-by channel --complete-history',
      shows: 'cohorts by the channel of the first order',
    },
    { run: 'tenure cohort orders.csv --show cumulative', shows: 'what a customer has brought by month k' },
    {
      run: 'tenure cohort orders.csv --period week --retention unbounded --horizon 12',
      shows: 'who came back in week k to 12',
    },
  ],
  flags,
  needs: ['customer', 'time'],
  load: async () => (await import('./answer.ts')).answer,
})
