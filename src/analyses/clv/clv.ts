/** `tenure clv`: what customers will order and bring, predicted (definitions P1, P2, P3). */

import type { Histories } from '../../rollups/histories.ts'
import { defineAnalysis } from '../analysis.ts'
import { clvFlags } from './clv-flags.ts'

/** Customer lifetime value from a model of repeat purchases and one of spend. */
export const clv = defineAnalysis<typeof clvFlags, { histories: Histories }>({
  name: ['clv'],
  summary: 'What each customer will order and bring over the next months, predicted.',
  description: `Fits a model of repeat purchases (BG/NBD: Fader, Hardie & Lee 2005) and one of spend (Gamma-Gamma: Fader & Hardie \
2013) to all customers. An order of the models is a purchase day: repeat_days counts those after the first, t_x is the \
time from the first to the last, T from the first to the as-of date; the first order in the export is taken for the \
customer's first ever. Predicted value = Σ over months of expected orders × expected spend × margin, discounted by \
month (a month is 365.25 / 12 days). It holds future orders only; historic_value, what a customer has brought so far \
(net revenue × margin), stands beside it and is never added. Decile 1 holds the highest predicted values.`,
  examples: [
    { run: 'tenure clv orders.csv', shows: 'predicted value by decile, the parameters and their fit' },
    {
      run: 'tenure clv orders.csv --detail --margin 0.35 --output customers.csv',
      shows: 'probability alive, expected orders and value of every customer',
    },
    {
      run: 'tenure clv orders.csv --calibration-end 2024-12-31',
      shows: 'what the model predicts from 2024 on, beside what came',
    },
  ],
  flags: clvFlags,
  needs: ['customer', 'time', 'amount'],
  load: async () => (await import('./clv-answer.ts')).clvAnswer,
})
