/** Table `customers`: every customer by value, best first. */

import type { Concentration } from '../../../measures/concentration.ts'
import type { RfmValues } from '../../../measures/rfm-values.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import { decileOf } from './deciles-table.ts'

/** Net revenue is as it is; the cumulated share takes what is below zero as 0. */
export function rankedTable(
  { customers, ranked, cumulated, total }: Concentration,
  values: RfmValues,
  histories: Histories,
  run: Run,
): Table {
  return {
    name: 'customers',
    title: 'Customers by value',
    rows: customers,
    columns: [
      column('rank', 'integer', row => row + 1),
      column('customer', 'text', row => histories.id(values.places[ranked[row]!]!)),
      column('orders', 'integer', row => values.orders[ranked[row]!]!),
      column(
        'net_revenue',
        'money',
        row => run.money.toNumber(values.netRevenue[ranked[row]!]!),
        moneyExtra(run),
      ),
      column('decile', 'integer', row => decileOf(row, customers)),
      column('cumulative_share', 'share', row =>
        total === 0n ? null : Number(cumulated(row + 1)) / Number(total),
      ),
    ],
  }
}
