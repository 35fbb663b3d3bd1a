/** Table `customers`: cells are made when asked for, so that a million rows need no more memory than their numbers. */

import { formatDay } from '../../math/calendar.ts'
import type { AttributeColumn } from '../../measures/attribute-columns.ts'
import type { Column, Table } from '../../report.ts'
import { column, moneyExtra } from '../columns.ts'
import { nextTierColumns, tierColumns } from '../tier-columns.ts'
import type { Known } from './known.ts'
import { stageNow } from './stages-of.ts'
import { thousands } from '../../math/thousands.ts'

/** A row per customer with an order, by id. */
export function customersTable(known: Known): Table {
  const { histories, values, states, channels, columns } = known
  const own = [
    column('customer', 'text', row => histories.id(row)),
    column('first_order', 'date', row => formatDay(values.firstOrder[row]!)),
    column('last_order', 'date', row => formatDay(values.lastOrder[row]!)),
    column('days_since_last', 'integer', row => values.daysSinceLast[row]!, { unit: 'days' }),
    column('orders', 'integer', row => values.orders[row]!),
    ...moneyColumns(known),
    ...scoreColumns(known),
    ...tieredColumns(known),
    column('churn_state', 'text', row => states.of(values.daysSinceLast[row]!)),
    ...stageColumns(known),
    ...predictedColumns(known),
    ...channels.map((channel, i) => column(CHANNEL_NAMES[i]!, 'text', textOf(channel))),
  ]
  const taken = new Set(own.map(({ name }) => name))
  const nameOf = (name: string) => (taken.has(name) ? `attribute_${name}` : name)
  return {
    name: 'customers',
    title: `All that is known of ${thousands(values.customers)} customers`,
    rows: values.customers,
    glance: ROWS_SHOWN,
    columns: [...own, ...columns.map(one => column(nameOf(one.name), 'text', textOf(one)))],
  }
}

/** Rows that people see at a terminal: enough to know the columns, which go on in several frames. */
const ROWS_SHOWN = 12

const CHANNEL_NAMES = ['first_channel', 'last_channel']

const textOf =
  ({ codes, text }: AttributeColumn) =>
  (row: number) =>
    codes[row] === -1 ? null : text(codes[row]!)

function moneyColumns({ run, values, segmented: { measures } }: Known): Column[] {
  const { money, hasAmount } = run
  const { netRevenue, orders } = values
  const total = column(
    'net_revenue',
    'money',
    row => (hasAmount ? money.toNumber(netRevenue[row]!) : null),
    moneyExtra(run),
  )
  if (measures.m?.name !== 'net_revenue_per_order') return [total]
  const mean = (row: number) => money.toNumber(netRevenue[row]!, orders[row]!)
  return [total, column('net_revenue_per_order', 'money', mean, moneyExtra(run))]
}

function scoreColumns({ segmented: { measures, segments, names } }: Known): Column[] {
  const { r, f, m } = measures
  return [
    column('r_score', 'integer', row => r.scores[row]!),
    column('f_score', 'integer', row => f.scores[row]!),
    column('m_score', 'integer', row => m?.scores[row] ?? null),
    column('segment', 'text', row => names[segments[row]!]!),
  ]
}

/** Columns of tiers are there where tiers are. */
const tieredColumns = ({ tiered, run }: Known): Column[] =>
  tiered === null
    ? []
    : [
        ...tierColumns(tiered.standings, tiered.tiering),
        ...nextTierColumns(tiered.standings, tiered.tiering, run),
      ]

function stageColumns({ stages: { history, model } }: Known): Column[] {
  const now = (row: number) => history && stageNow(history, row)
  const name = (stage: number | undefined) => (stage === undefined ? null : model.stages[stage]!)
  const since = (row: number) => now(row)?.since
  return [
    column('stage', 'text', row => name(now(row)?.stage)),
    column('stage_since', 'date', row => (history ? formatDay(since(row)!) : null)),
    column('best_stage_ever', 'text', row => name(now(row)?.best)),
  ]
}

function predictedColumns({ run, predicted }: Known): Column[] {
  const { probabilityAlive, expectedOrders, predictedValue } = predicted
  const { money } = run
  const value = (row: number) =>
    predictedValue && money.toNumber(BigInt(Math.round(predictedValue[row]! * 10 ** money.scale)))
  return [
    column('probability_alive', 'share', row => probabilityAlive?.[row] ?? null),
    column('expected_orders', 'number', row => expectedOrders?.[row] ?? null, { decimals: 3 }),
    column('predicted_value', 'money', value, moneyExtra(run)),
  ]
}
