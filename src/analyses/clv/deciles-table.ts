/** Table `deciles`: customers by predicted value, and how much of it each tenth holds. */

import { ExactSums } from '../../math/exact-sums.ts'
import type { Table } from '../../report.ts'
import type { Run } from '../../rollups/run.ts'
import { column } from '../columns.ts'
import type { ClvOptions } from './clv-flags.ts'
import { historicValueOf } from './historic-value.ts'
import { predictedColumn } from './money-columns.ts'
import type { Valuation } from '../../measures/valuation.ts'

const DECILES = 10

/** A row per decile, the highest predicted values first. */
export function decilesTable(
  valuation: Valuation,
  decileOf: (value: number) => number,
  run: Run,
  options: ClvOptions,
): Table {
  const sums = sumByDecile(valuation, decileOf)
  const historicValue = historicValueOf(run, options)
  const ifAny = (row: number, value: number) => (sums.customers[row] === 0 ? null : value)
  const total = sums.value.reduce((all, value) => all + value, 0)
  return {
    name: 'deciles',
    title: `Predicted value over ${options.horizon} months, by decile`,
    rows: DECILES,
    columns: [
      column('decile', 'integer', row => row + 1),
      column('customers', 'integer', row => sums.customers[row]!),
      predictedColumn('historic_value', row => historicValue(sums.netRevenue.total(row)), run),
      column('mean_probability_alive', 'share', row => ifAny(row, sums.alive[row]! / sums.customers[row]!)),
      column('expected_orders', 'number', row => sums.orders[row]!, { decimals: 1 }),
      predictedColumn('predicted_value', row => sums.value[row]!, run),
      predictedColumn(
        'mean_predicted_value',
        row => ifAny(row, sums.value[row]! / sums.customers[row]!),
        run,
      ),
      column('share_of_predicted_value', 'share', row => (total > 0 ? sums.value[row]! / total : null)),
    ],
    caption:
      'Decile 1 holds the highest predicted values; equal values share a decile. Predicted value is of future orders only; historic value is what was brought so far.',
  }
}

function sumByDecile(
  { inputs, probabilityAlive, expectedOrders, predictedValue }: Valuation,
  decileOf: (value: number) => number,
) {
  const netRevenue = new ExactSums(DECILES)
  const [customers, alive, orders, value] = [0, 0, 0, 0].map(() => new Float64Array(DECILES)) as Sums
  for (let c = 0; c < inputs.customers; c++) {
    const decile = decileOf(predictedValue[c]!)
    netRevenue.add(decile, inputs.netRevenue[c]!)
    customers[decile]!++
    alive[decile]! += probabilityAlive[c]!
    orders[decile]! += expectedOrders[c]!
    value[decile]! += predictedValue[c]!
  }
  return { netRevenue, customers, alive, orders, value }
}

type Sums = [Float64Array, Float64Array, Float64Array, Float64Array]

/** The decile of a value among all values, from 0: floor(10 × customers strictly above / customers), as scores are made (definitions S2, G10). */
export function deciler(values: Float64Array): (value: number) => number {
  const sorted = values.slice().sort()
  const n = sorted.length
  // starts[d] is the least value of the d-th decile from the top: it has fewer than (d + 1) n / 10 above it.
  const starts = Array.from({ length: DECILES }, (_, d) => sorted[n - Math.ceil(((d + 1) * n) / DECILES)]!)
  return value => starts.findIndex(start => value >= start)
}
