/** Tables by number of repeat days: what the model says beside what was, in calibration and after it. */

import type { Table } from '../../report.ts'
import { column } from '../columns.ts'
import type { Valuation } from '../../measures/valuation.ts'

/** Repeat days from here on share a row. */
const MANY = 7

const rowOf = (repeatDays: number) => Math.min(repeatDays, MANY)
const labelColumn = column('repeat_days', 'text', row => (row === MANY ? `${MANY}+` : String(row)))

/** Customers by repeat days, as they were and as the model expects them in the same time. */
export function fitTable({ inputs, purchases }: Valuation): Table {
  const customers = countBy(inputs.x)
  const expected = purchases.expectedHistogram(inputs, MANY - 1)
  const rest = inputs.customers - expected.reduce((sum, one) => sum + one, 0)
  return {
    name: 'fit',
    title: 'Customers by repeat days: actual and expected',
    rows: MANY + 1,
    columns: [
      labelColumn,
      column('customers', 'integer', row => customers[row]!),
      column('expected_customers', 'number', row => (row === MANY ? rest : expected[row]!), { decimals: 2 }),
    ],
  }
}

/** Purchase days after the end of calibration, by repeat days before it. */
export function holdoutTable({ inputs, purchases }: Valuation, length: number): Table {
  const expected = purchases.expectedPurchases(inputs, [{ end: length, factor: 1 }])
  const customers = countBy(inputs.x)
  const [actualSum, expectedSum] = [sumBy(inputs.x, inputs.laterDays), sumBy(inputs.x, expected)]
  const mean = (sum: number, row: number) => (customers[row] === 0 ? null : sum / customers[row]!)
  return {
    name: 'holdout',
    title: 'Purchase days after the end of calibration: actual and expected',
    rows: MANY + 1,
    columns: [
      labelColumn,
      column('customers', 'integer', row => customers[row]!),
      column('purchase_days', 'integer', row => actualSum[row]!),
      column('expected_purchase_days', 'number', row => expectedSum[row]!, { decimals: 2 }),
      column('mean_purchase_days', 'number', row => mean(actualSum[row]!, row), { decimals: 4 }),
      column('mean_expected_purchase_days', 'number', row => mean(expectedSum[row]!, row), { decimals: 4 }),
    ],
  }
}

const countBy = (x: Int32Array) => sumBy(x, new Uint8Array(x.length).fill(1))

function sumBy(x: Int32Array, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(MANY + 1)
  for (let c = 0; c < x.length; c++) sums[rowOf(x[c]!)]! += values[c]!
  return sums
}
