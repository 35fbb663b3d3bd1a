/** `tenure churn contractual`: who leaves where a contract says so, and what that does to recurring revenue (C1, R5). */

import { defineAnalysis } from '../../analysis.ts'
import type { ContractualSummaries } from './contractual-answer.ts'
import { contractualFlags } from './contractual-flags.ts'

/** Churn and movements of recurring revenue by period, from subscriptions. */
export const contractual = defineAnalysis<typeof contractualFlags, ContractualSummaries>({
  name: ['churn', 'contractual'],
  summary: 'Churn of subscriptions by period; new, lost and changed recurring revenue.',
  description: `Every row is a subscription: a customer, a start (--time), an end (--end, empty while it runs), and \
where there is one its amount by month (--amount). A change of plan is one row that ends and another that starts. \
With --covers rows are payments, each for so long. Churn of a period: customers active before its first day and not \
after its last, by those active before it; with several subscriptions a customer is lost when all have ended. Who \
joins and leaves within a period is told apart and in no rate. grr: recurring revenue at the start less churn and \
contraction, by that at the start; nrr adds expansion. Both are of customers active at the start.`,
  examples: [
    {
      run: "printf 'customer,start,end,mrr\\na,2024-01-03,,20\\nb,2024-01-08,2024-03-09,30\\n' | tenure churn contractual - --as-of 2024-04-30",
      shows: 'churn and movements by month of subscriptions with an end',
    },
    {
      run: 'tenure churn contractual orders.csv --covers 1m --pause 7 --period quarter',
      shows: 'every row a payment for a month, a week late is a pause',
    },
  ],
  flags: contractualFlags,
  needs: ['customer', 'time'],
  load: async () => (await import('./contractual-answer.ts')).contractualAnswer,
})
