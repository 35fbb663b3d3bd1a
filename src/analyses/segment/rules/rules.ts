/** `tenure segment rules`: customers by ordered rules of the user's own (definition S6). */

import type { Histories } from '../../../rollups/histories.ts'
import { defineAnalysis } from '../../analysis.ts'
import { RULE_MEASURES } from '../../rule-measure-names.ts'
import { rulesFlags } from './rules-flags.ts'

/** Segments of customers by the first rule that fits. */
export const rules = defineAnalysis<typeof rulesFlags, { histories: Histories }>({
  name: ['segment', 'rules'],
  summary: 'Customers by your own ordered rules: the first one that fits counts.',
  description: `Reads a file of rules and gives every customer the first one that fits. A rule has a name and \
conditions under when, all of which must hold, written as in --where: "orders >= 3", "first_order < 2024-07-01"; the \
last rule may be "else: NAME". What can be compared: ${RULE_MEASURES.join(', ')}, and columns of the export at the \
first order or of --customers-file. Customers who fit no rule are an \
error, so that every customer is in exactly one segment. The table rules tells how many each rule took, and how many \
it would have taken had it come first.`,
  examples: [
    {
      run: 'tenure segment rules orders.csv --rules segments.yaml',
      shows: 'segments, and what each rule took',
    },
    {
      run: 'tenure segment rules orders.csv --rules segments.yaml --detail --output customers.csv',
      shows: 'the rule and segment of every customer',
    },
  ],
  flags: rulesFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./rules-answer.ts')).rulesAnswer,
})
