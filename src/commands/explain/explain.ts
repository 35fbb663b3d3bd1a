/** `tenure explain`: the rows behind every number of one customer. */

import { defineCommand } from '../command.ts'
import { explainFlags } from './explain-flags.ts'

export const explain = defineCommand({
  name: ['explain'],
  summary: 'The rows and rules behind every number of one customer.',
  description:
    'Reads the files once and tells of one customer: each number with where it comes from, in words; the orders and refunds ' +
    'with the rows they are made of, by file and row; rows that name the customer and count for nothing, and why; each ' +
    'score with its thresholds and how many customers are below; each segment, loyalty tier (--tiers FILE) and stage tried, ' +
    'beside what the customer has of what its rule asks for. Scores, thresholds and predictions are those of all customers ' +
    'of the export, as `tenure customers` has them with the same flags.',
  examples: [
    { run: 'tenure explain C00000001 orders.csv', shows: 'where the numbers of that customer come from' },
    {
      run: 'tenure explain C00000001 orders.csv --table rows --format csv',
      shows: 'the rows of the export that name the customer',
    },
    {
      run: 'tenure explain C00000001 orders.csv --tiers tiers.yaml --rules segments.yaml',
      shows: 'each tier and each rule of your own tried on the customer',
    },
  ],
  operands: '<CUSTOMER> <FILE...>',
  flags: explainFlags,
  writes: 'report',
  load: async () => {
    const [{ gather }, { reportOf }] = await Promise.all([import('./gather.ts'), import('./report.ts')])
    return async (options, context) =>
      context.report(reportOf(await gather(options, context), options, context))
  },
})
