/** `tenure orders`: how many orders, of what value, by how many customers (definition K2). */

import type { Orders } from '../../rollups/orders.ts'
import { defineAnalysis } from '../analysis.ts'
import { ordersFlags } from './orders-flags.ts'

/** Order value, purchase frequency and revenue per customer, as a whole and by period. */
export const orders = defineAnalysis<typeof ordersFlags, { orders: Orders }>({
  name: ['orders'],
  summary: 'Average and median order value, purchase frequency, revenue per customer.',
  description: `The value of an order is the sum of its lines less the refunds that carry its order id, in the period of \
the order; refunds that belong to no order are kept apart, and then values are gross of them. aov: revenue by orders. \
purchase_frequency: orders by buyers. arppu: revenue by buyers; arpu: by all customers with any row of the period, \
which an export of orders shows only of those who ordered or gave back. Orders without a customer are in orders, \
revenue and order values, and in no figure per customer.`,
  examples: [
    { run: 'tenure orders orders.csv', shows: 'the figures as a whole and by month' },
    {
      run: 'tenure orders order-lines.csv --period quarter --since 2024-01-01',
      shows: 'by quarter, refunds taken off the orders they belong to',
    },
  ],
  flags: ordersFlags,
  needs: ['customer', 'time', 'amount'],
  load: async () => (await import('./orders-answer.ts')).ordersAnswer,
})
