/** Table `customers`: every customer's values, scores and segment, by id. */

import { formatDay } from '../../../math/calendar.ts'
import type { Column, Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { column } from '../../columns.ts'
import type { Segmentation } from './segmentation.ts'

/** Cells are made when asked for: a million rows need no more memory than their scores. */
export function customersTable(segmentation: Segmentation, histories: Histories, run: Run): Table {
  const { values, measures, segments, names } = segmentation
  const { r, f, m } = measures
  return {
    name: 'customers',
    title: 'Scores and segment of every customer',
    rows: values.customers,
    columns: [
      column('customer', 'text', row => histories.id(values.places[row]!)),
      column('last_order', 'date', row => formatDay(values.lastOrder[row]!)),
      column('days_since_last', 'integer', row => values.daysSinceLast[row]!, { unit: 'days' }),
      column('orders', 'integer', row => values.orders[row]!),
      ...moneyColumns(segmentation, run),
      column('r_score', 'integer', row => r.scores[row]!),
      column('f_score', 'integer', row => f.scores[row]!),
      column('m_score', 'integer', row => m?.scores[row] ?? null),
      column('segment', 'text', row => names[segments[row]!]!),
    ],
  }
}

/** Net revenue is there even where there are no amounts, empty, so that every run has the same columns. */
function moneyColumns({ values, measures: { m } }: Segmentation, { money, facts }: Run): Column[] {
  const { netRevenue, orders } = values
  const unit = facts.currency === null ? {} : { unit: facts.currency }
  const total = column('net_revenue', 'money', row => (m ? money.toNumber(netRevenue[row]!) : null), unit)
  if (m?.name !== 'net_revenue_per_order') return [total]
  return [total, column(m.name, 'money', row => money.toNumber(netRevenue[row]!, orders[row]!), unit)]
}
