/** Table `customers`: the tier of every customer, until when grace lasts, and the gap to the next tier. */

import type { Standings } from '../../../measures/tier-standings.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import { nextTierColumns, type Tiering, tierColumns } from '../../tier-columns.ts'

export function customersTable(
  standings: Standings,
  tiering: Tiering,
  histories: Histories,
  run: Run,
): Table {
  const { customers, spend, orders, tenureDays } = standings
  const money = column('spend', 'money', row => run.money.toNumber(spend[row]!), moneyExtra(run))
  return {
    name: 'customers',
    title: 'The tier of every customer',
    rows: customers,
    columns: [
      column('customer', 'text', row => histories.id(row)),
      ...tierColumns(standings, tiering),
      ...(run.hasAmount ? [money] : []),
      column('orders', 'integer', row => orders[row]!),
      column('tenure_days', 'integer', row => tenureDays[row]!, { unit: 'days' }),
      ...nextTierColumns(standings, tiering, run),
    ],
  }
}
