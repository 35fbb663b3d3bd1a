/** What `orders` is summed up in. */

import { sampleOf } from '../../math/difference.ts'
import type { Orders } from '../../rollups/orders.ts'
import type { Run } from '../../rollups/run.ts'
import { type Figure, meanFigure, totalFigure } from '../headline.ts'
import type { OrderFigures } from './order-figures.ts'

/** The last period that is over: its figures, and the local days of it. */
export interface LastPeriod {
  readonly unit: string
  readonly figures: OrderFigures
  readonly cell: number
  isIn(day: number): boolean
}

/** Orders, buyers and revenue are of everybody; order value and purchase frequency are means of orders and of buyers. */
export function ordersHeadline(orders: Orders, last: LastPeriod | null, { money, facts }: Run): Figure[] {
  if (!last) return []
  const { unit, figures, cell } = last
  const currency = facts.currency ?? 'money'
  const values = figures.values(cell).map(units => units / 10 ** money.scale)
  const of = `of the last ${unit}`
  return [
    totalFigure(`orders ${of}`, 'orders', figures.orders[cell]!),
    totalFigure(`buyers ${of}`, 'customers', figures.buyers[cell]!),
    totalFigure(`revenue ${of}`, currency, money.toNumber(figures.revenue.total(cell))),
    meanFigure(`aov ${of}`, currency, sampleOf(values)),
    meanFigure(`purchase_frequency ${of}`, 'orders', sampleOf(ordersByBuyer(orders, last))),
  ]
}

/** Orders are sorted by customer; 0 is nobody. */
function ordersByBuyer({ size, customers, days, isOrder }: Orders, { isIn }: LastPeriod): number[] {
  const counts: number[] = []
  let latest = 0
  for (let i = 0; i < size; i++) {
    if (customers[i] === 0 || isOrder[i] === 0 || !isIn(days[i]!)) continue
    if (customers[i] !== latest) counts.push(0)
    latest = customers[i]!
    counts[counts.length - 1]!++
  }
  return counts
}
