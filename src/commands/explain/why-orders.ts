/** Orders and money of the customer, in words. */

import { formatDay } from '../../math/calendar.ts'
import type { Explained } from './explained.ts'
import { type Order, whereText } from './orders-table.ts'
import type { Why } from './why.ts'
import { counted, moneyText } from './words.ts'

export function orderWhys(explained: Explained): Why[] {
  const { place, run, values, orders } = explained
  const [first, last] = [values.firstOrder, values.lastOrder].map(days => formatDay(days[place]!))
  const bought = orders.filter(({ kind }) => kind === 'order')
  return [
    {
      number: 'first_order',
      value: first!,
      because: `the earliest order: ${placeText(bought[0], explained)}`,
    },
    {
      number: 'last_order',
      value: last!,
      because: `the latest order: ${placeText(bought.at(-1), explained)}`,
    },
    {
      number: 'days_since_last',
      value: String(values.daysSinceLast[place]),
      because: `calendar days from ${last} to ${formatDay(run.asOf)}, the as-of date, in ${run.zone.name}`,
    },
    { number: 'orders', value: String(values.orders[place]), because: ordersText(bought, explained) },
    { number: 'net_revenue', value: revenueOf(explained), because: revenueText(explained) },
    ...meanWhys(explained),
  ]
}

const placeText = (order: Order | undefined, { gathered }: Explained) =>
  order
    ? `${order.id === null ? '' : `${order.id}, `}${whereText(order.rows, gathered.source.files.length)}`
    : 'see table rows'

const MADE_BY = {
  column: 'distinct order ids',
  row: 'each row is an order',
  'customer+day': 'days with a purchase (--order-key customer+day)',
} as const

/** Some options leave orders out only when all rows are known. */
function ordersText(bought: readonly Order[], { gathered, values, place }: Explained): string {
  const lines = bought.reduce((sum, { rows }) => sum + rows.length, 0)
  const made = `${MADE_BY[gathered.orders.key]}, of ${counted(lines, 'row')}: table orders`
  const count = values.orders[place]!
  return count === bought.length
    ? made
    : `${made}; of its ${counted(bought.length, 'order')} only those count that --drop-voided and --latest-by leave`
}

const revenueOf = ({ run, values, place }: Explained) =>
  run.hasAmount ? moneyText(run, values.netRevenue[place]!) : null

function revenueText({ run, orders }: Explained): string {
  if (!run.hasAmount) return 'no column of amounts was found'
  const ofKind = (asked: Order['kind']) => orders.filter(({ kind }) => kind === asked)
  const sum = (own: readonly Order[]) => own.reduce((total, { amount }) => total + amount, 0)
  const [bought, refunds] = [ofKind('order'), ofKind('refund')]
  const gross = `${moneyText(run, sum(bought))} of ${counted(bought.length, 'order')}`
  if (refunds.length === 0) return `${gross}, no refund`
  return `${gross}, less ${moneyText(run, -sum(refunds))} of ${counted(refunds.length, 'refund')}`
}

/** With --monetary mean that is what M is. */
function meanWhys({ segmented: { measures }, values, place, run }: Explained): Why[] {
  if (measures.m?.name !== 'net_revenue_per_order') return []
  const mean = run.money.toNumber(values.netRevenue[place]!, values.orders[place]!)
  return [
    {
      number: measures.m.name,
      value: mean.toFixed(run.money.digits),
      because: `net_revenue / orders: ${moneyText(run, values.netRevenue[place]!)} / ${values.orders[place]}`,
    },
  ]
}
