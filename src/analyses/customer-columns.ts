/** What every table of customers begins with: who, when last, how often, how much. */

import { formatDay } from '../math/calendar.ts'
import type { Grouping } from '../measures/grouping.ts'
import type { Column } from '../report.ts'
import type { Histories } from '../rollups/histories.ts'
import type { Run } from '../rollups/run.ts'
import { column, moneyExtra } from './columns.ts'

type Valued = Pick<Grouping, 'values' | 'measures'>

/** Cells are made when asked for: a million rows need no more memory than their values. */
export function customerColumns({ values, measures }: Valued, histories: Histories, run: Run): Column[] {
  return [
    column('customer', 'text', row => histories.id(values.places[row]!)),
    column('last_order', 'date', row => formatDay(values.lastOrder[row]!)),
    column('days_since_last', 'integer', row => values.daysSinceLast[row]!, { unit: 'days' }),
    column('orders', 'integer', row => values.orders[row]!),
    ...moneyColumns({ values, measures }, run),
  ]
}

/** Net revenue is there even where there are no amounts, empty, so that every run has the same columns. */
function moneyColumns({ values, measures: { m } }: Valued, run: Run): Column[] {
  const { netRevenue, orders } = values
  const { unit } = moneyExtra(run)
  const extra = unit === undefined ? {} : { unit }
  const { money } = run
  const total = column('net_revenue', 'money', row => (m ? money.toNumber(netRevenue[row]!) : null), extra)
  if (m?.name !== 'net_revenue_per_order') return [total]
  return [total, column(m.name, 'money', row => money.toNumber(netRevenue[row]!, orders[row]!), extra)]
}
