/** Table `customers`: the state of every customer, computed row by row as it is written. */

import { formatDay } from '../../../math/calendar.ts'
import { CHURN_STATES } from '../../../measures/churn-state.ts'
import type { Table } from '../../../report.ts'
import { column } from '../../columns.ts'
import { daysSinceLast, ordersOf, type People, stateOf } from './people.ts'

/** A row per customer, by id. */
export function customersTable(people: People): Table {
  const { customers, offsets, days } = people.purchases
  return {
    name: 'customers',
    title: 'Customers',
    rows: customers,
    columns: [
      column('customer', 'text', row => people.histories.id(row)),
      column('first_order', 'date', row => formatDay(days[offsets[row]!]!)),
      column('last_order', 'date', row => formatDay(days[offsets[row + 1]! - 1]!)),
      column('days_since_last', 'integer', row => daysSinceLast(people, row), { unit: 'days' }),
      column('orders', 'integer', row => ordersOf(people, row)),
      column('state', 'text', row => CHURN_STATES[stateOf(people, row)]!),
      column('one_order', 'boolean', row => ordersOf(people, row) === 1),
    ],
  }
}
