/** Table `states`: how many customers are in each state, and what they have brought. */

import { ExactSums } from '../../../math/exact-sums.ts'
import { CHURN_STATES } from '../../../measures/churn-state.ts'
import type { Column, Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import { ordersOf, type People, stateOf } from './people.ts'
import { thousands } from '../../../math/thousands.ts'

/** A row per state; every customer is in one. Revenue is left out where the input has no amounts. */
export function statesTable(people: People): Table {
  const { customers, oneOrder, revenue } = countStates(people)
  const total = people.purchases.customers
  return {
    name: 'states',
    title: `States of ${thousands(total)} customers`,
    rows: CHURN_STATES.length,
    columns: [
      column('state', 'text', row => CHURN_STATES[row]!),
      column('customers', 'integer', row => customers[row]!),
      column('customers_total', 'integer', () => total),
      column('share_of_customers', 'share', row => ratio(customers[row]!, total)),
      column('one_order', 'integer', row => oneOrder[row]!, { unit: 'customers' }),
      ...(people.run.hasAmount ? revenueColumns(revenue, people.run) : []),
    ],
    hidden: ['customers_total', 'revenue_total'],
    caption:
      'one_order: customers with one order have no gap of their own; the thresholds come from those who came back.',
  }
}

/** Where in the sums the total of all customers stands. */
const ALL = CHURN_STATES.length

interface StateCounts {
  readonly customers: Int32Array
  readonly oneOrder: Int32Array
  /** By state, and of all. */
  readonly revenue: ExactSums
}

function countStates(people: People): StateCounts {
  const { customers: size, offsets, amounts } = people.histories
  const customers = new Int32Array(CHURN_STATES.length)
  const oneOrder = new Int32Array(CHURN_STATES.length)
  const revenue = new ExactSums(ALL + 1)
  for (let customer = 0; customer < size; customer++) {
    const state = stateOf(people, customer)
    customers[state]!++
    if (ordersOf(people, customer) === 1) oneOrder[state]!++
    for (let entry = offsets[customer]!; entry < offsets[customer + 1]!; entry++)
      revenue.add(state, amounts[entry]!)
  }
  for (let state = 0; state < ALL; state++) revenue.addTotal(ALL, revenue, state)
  return { customers, oneOrder, revenue }
}

function revenueColumns(revenue: ExactSums, run: Run): Column[] {
  const { money } = run
  const extra = moneyExtra(run)
  // A share of a total that is not positive would say nothing.
  const total = Math.max(0, Number(revenue.total(ALL)))
  return [
    column('revenue', 'money', row => money.toNumber(revenue.total(row)), extra),
    column('revenue_total', 'money', () => money.toNumber(revenue.total(ALL)), extra),
    column('share_of_revenue', 'share', row => ratio(Number(revenue.total(row)), total)),
  ]
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
