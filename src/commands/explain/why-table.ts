/** Table `why`: each number of the customer, and where it comes from in words. */

import { column } from '../../analyses/columns.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Cell, Table } from '../../report.ts'
import type { Run } from '../../rollups/run.ts'
import type { Known } from './known.ts'
import { type Order, whereText } from './orders-table.ts'
import { scoreFacts, scoreFormula } from './scores-table.ts'

interface Why {
  readonly number: string
  readonly value: Cell
  readonly because: string
}

export function whyTable(known: Known): Table {
  const whys = [...orderWhys(known), ...scoreWhys(known), ...stateWhys(known), ...predictionWhys(known)]
  return {
    name: 'why',
    title: `Why the numbers of ${known.gathered.customer} are what they are`,
    rows: whys.length,
    columns: [
      column('number', 'text', row => whys[row]!.number),
      column('value', 'text', row => textOf(whys[row]!.value)),
      column('because', 'text', row => whys[row]!.because),
    ],
    show: 'wrap',
  }
}

const textOf = (value: Cell) => (value === null ? null : String(value))

function orderWhys({ gathered, values, orders }: Known): Why[] {
  const { place, run } = gathered
  const bought = orders.filter(({ kind }) => kind === 'order')
  const refunds = orders.filter(({ kind }) => kind === 'refund')
  const first = formatDay(values.firstOrder[place]!)
  const last = formatDay(values.lastOrder[place]!)
  const lines = bought.reduce((sum, { rows }) => sum + rows.length, 0)
  const net = run.hasAmount ? run.money.toNumber(values.netRevenue[place]!) : null
  return [
    { number: 'first_order', value: first, because: `the earliest order, ${placeText(bought[0])}` },
    { number: 'last_order', value: last, because: `the latest order, ${placeText(bought.at(-1))}` },
    {
      number: 'days_since_last',
      value: values.daysSinceLast[place]!,
      because: `calendar days from ${last} to ${formatDay(run.asOf)}, the as-of date, in ${run.zone.name}`,
    },
    {
      number: 'orders',
      value: values.orders[place]!,
      because: `${ordersText(gathered.orders.key)}, of ${counted(lines, 'row')}: table orders`,
    },
    { number: 'net_revenue', value: net, because: moneyText(bought, refunds, run) },
  ]
}

function moneyText(bought: readonly Order[], refunds: readonly Order[], { money, hasAmount }: Run): string {
  if (!hasAmount) return 'no column of amounts was found'
  const sum = (orders: readonly Order[]) => orders.reduce((total, { amount }) => total + amount, 0)
  const text = (units: number) => money.toNumber(units).toFixed(money.digits)
  const gross = `${text(sum(bought))} of ${counted(bought.length, 'order')}`
  if (refunds.length === 0) return `${gross}, no refund`
  return `${gross}, less ${text(-sum(refunds))} of ${counted(refunds.length, 'refund')}`
}

const placeText = (order: Order | undefined) =>
  order ? `${order.id === null ? '' : `${order.id}, `}${whereText(order.rows)}` : 'see table rows'

const ordersText = (key: string) =>
  key === 'column'
    ? 'distinct order ids'
    : key === 'row'
      ? 'each row is an order'
      : 'days with a purchase (--order-key customer+day)'

const WORSE = { days_since_last: 'more days', orders: 'fewer orders' } as const

function scoreWhys(all: Known): Why[] {
  const k = all.options.scores
  const scores = scoreFacts(all).map((facts, i) => {
    const { name } = facts.measure
    const worse = name === 'days_since_last' || name === 'orders' ? WORSE[name] : 'less revenue'
    return {
      number: `${'rfm'[i]}_score`,
      value: facts.score,
      because: `${facts.below} of ${facts.customers} customers have ${worse}: ${scoreFormula(facts, k)}`,
    }
  })
  const [r, f] = scores
  const { place } = all.gathered
  const segment = {
    number: 'segment',
    value: all.scored.segment(place),
    because: `the cell R${r!.value} F${f!.value} of the grid: table segments_tried`,
  }
  return [...scores, segment]
}

function stateWhys({ states, values, gathered: { place } }: Known): Why[] {
  const days = values.daysSinceLast[place]!
  return [{ number: 'churn_state', value: states.of(days), because: states.because(days) }]
}

function predictionWhys({ predicted, gathered: { place, run } }: Known): Why[] {
  const { inputs, probabilityAlive, expectedOrders, predictedValue, why } = predicted
  if (why !== null) return [{ number: 'probability_alive', value: null, because: why }]
  const weeks = (value: number) => value.toFixed(2)
  const from = `repeat_days ${inputs.x[place]}, t_x ${weeks(inputs.tx[place]!)} and T ${weeks(inputs.T[place]!)} weeks`
  const round = (value: number, decimals: number) => Number(value.toFixed(decimals))
  const value = predictedValue?.[place]
  return [
    {
      number: 'probability_alive',
      value: round(probabilityAlive![place]!, 4),
      because: `${from}: see tenure clv`,
    },
    {
      number: 'expected_orders',
      value: round(expectedOrders![place]!, 3),
      because: 'the same, over the horizon',
    },
    {
      number: 'predicted_value',
      value: value === undefined ? null : round(value, run.money.digits),
      because:
        value === undefined
          ? 'no model of spend could be fitted'
          : `expected orders × expected spend, discounted by month; ${counted(inputs.spendDays[place]!, 'repeat day')} with spend`,
    },
  ]
}

const counted = (amount: number, what: string) =>
  `${amount.toLocaleString('en-US')} ${what}${amount === 1 ? '' : 's'}`
