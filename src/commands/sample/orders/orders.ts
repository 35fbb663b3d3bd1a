/** `tenure sample orders`: an export of orders, simulated. */

import { choice, number } from '../../../flags.ts'
import { defineCommand } from '../../command.ts'
import { commonFlags } from '../common-flags.ts'
import { paramsFlag } from '../params.ts'

const LEAST = 0.01
const MOST = 1e6

export const sampleOrders = defineCommand({
  name: ['sample', 'orders'],
  summary: 'Make up an export of orders, of known truth.',
  description: `A simulation: no real customer is in it. Customers join over the days from --from
to --to, more of them before Christmas, and order as in the BG/NBD model of
Fader, Hardie and Lee (2005): at a rate per day drawn from gamma(r, alpha), until
they leave, after each repeat order with a chance drawn from beta(a, b). What an
order is worth is the Gamma-Gamma model: gamma(p, nu), with nu drawn from
gamma(q, v) once per customer. Orders fall on hours as in a real shop; products,
channels and countries are skewed, and tell nothing of how often or how much.

Columns: order_id, order_time (local, no zone), customer_id, product, channel,
country, quantity, amount (the total of the line). A refund is a row of its own
on its own day, with the order_id of the order, and the quantity and amount of
the line that came back, both negative. Rows are in the order of time. Memory
grows by about 50 bytes for each customer whose next order is still to come.`,
  examples: [
    { run: 'tenure sample orders --size 400 -o orders.csv', shows: 'two years of a small shop' },
    { run: 'tenure sample orders --rows 50000000 -o large.parquet', shows: 'as large as a test needs' },
    {
      run: 'tenure sample orders --seed 7 --lines-per-order 3 --refunds 0.1 --params r=0.3,alpha=20',
      shows: 'several lines an order, many refunds, customers of another kind',
    },
  ],
  operands: null,
  flags: {
    ...commonFlags,
    model: choice(['bg-nbd'], 'bg-nbd', 'how customers order; what they spend is Gamma-Gamma'),
    params: paramsFlag(
      { r: 0.6, alpha: 40, a: 0.7, b: 3.5, p: 6.25, q: 3.74, v: 15.44 },
      (name, value) => value >= LEAST && value <= MOST && (name !== 'q' || value > 1),
      `pairs such as r=0.6 of r, alpha, a, b, p, q, v, each from ${LEAST} to ${MOST}, q above 1`,
      'the parameters of both models, in days',
    ),
    linesPerOrder: number(
      1,
      { min: 1, max: 1000 },
      'lines of an order on average: 1 and a Poisson number more',
    ),
    refunds: number(0.02, { min: 0, max: 1 }, 'the share of lines that come back, ten days later on average'),
  },
  writes: 'rows',
  load: async () => (await import('./run.ts')).runSampleOrders,
})
