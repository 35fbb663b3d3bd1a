/** The columns that both tables have: figures of a cell a row. */

import { median } from '../../math/quantile.ts'
import type { Column } from '../../report.ts'
import type { Run } from '../../rollups/run.ts'
import { column, moneyExtra } from '../columns.ts'
import type { OrderFigures } from './order-figures.ts'

/** A figure over nobody is empty (definition G9). */
export function figureColumns(figures: OrderFigures, run: Run): Column[] {
  const { money } = run
  const extra = moneyExtra(run)
  const per = (units: bigint, parts: number) => (parts === 0 ? null : money.toNumber(units, parts))
  const ofCustomers = (cell: number) =>
    figures.revenue.total(cell) - figures.revenueWithoutCustomer.total(cell)
  const ordersOfCustomers = (cell: number) => figures.orders[cell]! - figures.ordersWithoutCustomer[cell]!
  return [
    column('orders', 'integer', cell => figures.orders[cell]!),
    column('orders_without_customer', 'integer', cell => figures.ordersWithoutCustomer[cell]!),
    column('buyers', 'integer', cell => figures.buyers[cell]!),
    column('customers', 'integer', cell => figures.customers[cell]!),
    column('revenue', 'money', cell => money.toNumber(figures.revenue.total(cell)), extra),
    column('aov', 'money', cell => per(figures.revenue.total(cell), figures.orders[cell]!), extra),
    column('median_order_value', 'money', cell => medianOf(figures.values(cell), run), extra),
    column(
      'purchase_frequency',
      'number',
      cell => (figures.buyers[cell] === 0 ? null : ordersOfCustomers(cell) / figures.buyers[cell]!),
      { decimals: 2 },
    ),
    column('arpu', 'money', cell => per(ofCustomers(cell), figures.customers[cell]!), extra),
    column('arppu', 'money', cell => per(ofCustomers(cell), figures.buyers[cell]!), extra),
    column('unlinked_refunds', 'money', cell => money.toNumber(figures.unlinkedRefunds.total(cell)), extra),
  ]
}

/** Between two values of an even number of orders, in halves of a unit, so that it is rounded once. */
function medianOf(values: Float64Array, { money }: Run): number | null {
  return values.length === 0 ? null : money.toNumber(BigInt(Math.round(2 * median(values))), 2)
}
