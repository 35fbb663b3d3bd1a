/** Table `customers`: what the models know of every customer and predict, by id. */

import type { Table } from '../../report.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import { column } from '../columns.ts'
import type { ClvOptions } from './clv-flags.ts'
import { historicValueOf } from './historic-value.ts'
import { moneyColumn, predictedColumn } from './money-columns.ts'
import type { Valuation } from '../../measures/valuation.ts'

/** Cells are made when asked for: a million rows need no more memory than their predictions. */
export function customersTable(
  valuation: Valuation,
  histories: Histories,
  run: Run,
  options: ClvOptions,
): Table {
  const { inputs } = valuation
  const historicValue = historicValueOf(run, options)
  const time = { unit: `${options.unit}s`, decimals: 2 }
  return {
    name: 'customers',
    title: 'Predicted orders and value of every customer',
    rows: inputs.customers,
    columns: [
      column('customer', 'text', row => histories.id(inputs.places[row]!)),
      column('orders', 'integer', row => inputs.orders[row]!),
      moneyColumn('net_revenue', row => run.money.toNumber(inputs.netRevenue[row]!), run),
      column('repeat_days', 'integer', row => inputs.x[row]!, { unit: 'days' }),
      column('t_x', 'number', row => inputs.tx[row]!, time),
      column('T', 'number', row => inputs.T[row]!, time),
      column('probability_alive', 'share', row => valuation.probabilityAlive[row]!),
      column('expected_orders', 'number', row => valuation.expectedOrders[row]!, { decimals: 3 }),
      predictedColumn('expected_spend', row => valuation.expectedSpend[row]!, run),
      predictedColumn('predicted_value', row => valuation.predictedValue[row]!, run),
      predictedColumn('historic_value', row => historicValue(inputs.netRevenue[row]!), run),
    ],
  }
}
