/** Table `matrix`: of the customers in each state, how many are in each state at the next date; steps added up. */

import type { Table } from '../../../report.ts'
import { column, rateColumns } from '../../columns.ts'
import type { Migration } from './steps.ts'

/** A row per pair of states; nobody can come to be not_yet. */
export function matrixTable({ states, steps }: Migration, minN: number): Table {
  const size = states.length
  const width = size - 1
  const from = (row: number) => Math.floor(row / width)
  const to = (row: number) => row % width
  const pooled = steps.reduce(
    (sum, { counts }) => sum.map((count, i) => count + counts[i]!),
    new Float64Array(size * size),
  )
  const totals = states.map((_, state) => {
    let total = 0
    for (let other = 0; other < width; other++) total += pooled[state * size + other]!
    return total
  })
  const customers = (row: number) => pooled[from(row) * size + to(row)]!
  const fromCustomers = (row: number) => totals[from(row)]!
  return {
    name: 'matrix',
    title:
      steps.length === 1
        ? 'From each segment to each'
        : `From each segment to each, ${steps.length} steps added up`,
    rows: size * width,
    columns: [
      column('from', 'text', row => states[from(row)]!),
      column('to', 'text', row => states[to(row)]!),
      column('customers', 'integer', customers),
      column('from_customers', 'integer', fromCustomers),
      ...rateColumns('share_of_from', { numerator: customers, denominator: fromCustomers }),
      column('low_n', 'boolean', row => fromCustomers(row) < minN),
    ],
    pivot: { rows: 'from', beside: ['from_customers'], columns: 'to', values: 'share_of_from', shade: true },
    caption:
      'Lines: where customers came from. not_yet: first order after the date; out_of_window: orders only before it.',
  }
}
