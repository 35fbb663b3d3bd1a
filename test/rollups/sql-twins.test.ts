/**
 * Each rollup said in SQL and run by DuckDB on the same rows: that proves the rollup, and that an engine
 * that speaks SQL can take its place.
 */

import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../src/math/calendar.ts'
import { attributesRollup } from '../../src/rollups/attributes-rollup.ts'
import type { Events } from '../../src/rollups/events.ts'
import { eventsRollup } from '../../src/rollups/events-rollup.ts'
import type { Extent } from '../../src/rollups/extent.ts'
import { extentRollup } from '../../src/rollups/extent.ts'
import type { Histories } from '../../src/rollups/histories.ts'
import { historiesRollup } from '../../src/rollups/histories-rollup.ts'
import { type Orders, ordersRollup } from '../../src/rollups/orders.ts'
import { type Signups, signupsRollup } from '../../src/rollups/signups.ts'
import { rollups } from '../../src/rollups/index.ts'
import type { RollupContext } from '../../src/rollups/rollup.ts'
import { channelOf } from '../support/attributes.ts'
import { CHANNEL, type Line, randomNumbers, RULES, rolledUp } from '../support/batches.ts'

type Rows = Record<string, unknown>[]

let query: (sql: string) => Promise<Rows>

/** Order lines of 60 customers: several lines an order, refunds with and without their order, empty ids. */
const random = randomNumbers(42)
const LINES: Line[] = Array.from({ length: 3000 }, () => {
  const order = Math.floor(random() * 900)
  return {
    customer: order % 23 === 0 ? null : `c${order % 60}`,
    order: order % 29 === 0 ? null : `o${order}`,
    at: (19_700 + Math.floor(random() * 200)) * DAY_MS + Math.floor(random() * DAY_MS),
    amount: Math.floor((random() - 0.1) * 1e8),
    channel: random() < 0.2 ? null : `ch${Math.floor(random() * 7)}`,
    event: order % 31 === 0 ? null : ['visit', 'view', 'purchase'][order % 3]!,
  }
})

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  query = async sql => (await connection.runAndReadAll(sql)).getRowObjectsJS() as Rows
  const text = (value: string | null | undefined) => (value ? `'${value}'` : 'NULL')
  const values = LINES.map(
    ({ customer, order, at, amount, channel, event }, row) =>
      `(${text(customer)}, ${text(order)}, ${at}, ${amount}, ${text(channel)}, ${row + 1}, ${text(event)})`,
  )
  await connection.run(
    `CREATE TABLE lines AS SELECT * FROM (VALUES ${values.join(',')}) AS t("customer", "order", "at", amount, channel, "row", event)`,
  )
})

/** Order id, else a key that no other row has: one order each. */
const ORDER_KEY: Readonly<Record<RollupContext['orders']['key'], string>> = {
  row: `'row ' || rowid`,
  column: `coalesce('order ' || "order", 'row ' || rowid)`,
  'customer+day': `CASE WHEN customer IS NULL THEN 'row ' || rowid ELSE customer || ' ' || ("at" // ${DAY_MS}) END`,
}

const historiesSql = (key: RollupContext['orders']['key']) => `
  WITH orders AS (
    SELECT any_value(customer) AS customer, min("at") // ${DAY_MS} AS day, 1 AS orders, sum(amount) AS amount
    FROM lines WHERE amount >= 0 GROUP BY ${ORDER_KEY[key]}
  ), booked AS (
    FROM orders
    UNION ALL SELECT customer, "at" // ${DAY_MS}, 0, amount FROM lines WHERE amount < 0
  )
  SELECT customer, day, sum(orders)::INTEGER AS orders, sum(amount)::DOUBLE AS amount
  FROM booked WHERE customer IN (SELECT customer FROM orders)
  GROUP BY customer, day ORDER BY customer, day`

const totalsSql = (key: RollupContext['orders']['key']) => `
  WITH orders AS (
    SELECT any_value(customer) AS customer, sum(amount) AS amount FROM lines WHERE amount >= 0 GROUP BY ${ORDER_KEY[key]}
  )
  SELECT (SELECT count(*) FROM orders)::INTEGER AS orders,
         (SELECT count(*) FROM orders WHERE customer IS NULL)::INTEGER AS without_customer,
         (SELECT count(*) FROM orders WHERE amount = 0)::INTEGER AS zero_orders,
         sum(amount)::BIGINT AS net,
         (count(*) FILTER (amount < 0))::INTEGER AS refund_rows,
         coalesce(sum(amount) FILTER (amount < 0), 0)::BIGINT AS refunds
  FROM lines`

describe('histories in SQL', () => {
  it.each(['row', 'column', 'customer+day'] as const)('where the order is by %s', async key => {
    const rules = { ...RULES, key }
    const histories: Histories = rolledUp(historiesRollup, { grain: 'day' }, [LINES], rules)
    expect(entriesOf(histories)).toEqual(await query(historiesSql(key)))
    const { totals } = histories
    expect(await query(totalsSql(key))).toEqual([
      {
        orders: totals.orders,
        without_customer: totals.ordersWithoutCustomer,
        zero_orders: totals.zeroOrders,
        net: totals.net,
        refund_rows: totals.refundRows,
        refunds: totals.refunds,
      },
    ])
  })
})

/** Customers by their place in the order of ids, nobody first. */
const ordersSql = (key: RollupContext['orders']['key']) => `
  WITH bought AS (
    SELECT ${ORDER_KEY[key]} AS key, any_value(customer) AS customer, min("at") // ${DAY_MS} AS day, sum(amount) AS amount
    FROM lines WHERE amount >= 0 GROUP BY 1
  ), refunds AS (
    SELECT ${ORDER_KEY[key]} AS key, any_value(customer) AS customer, min("at") // ${DAY_MS} AS day, sum(amount) AS amount
    FROM lines WHERE amount < 0 GROUP BY 1
  ), both_kinds AS (
    SELECT b.customer, b.day, 1 AS is_order, b.amount + coalesce(r.amount, 0) AS amount
    FROM bought b LEFT JOIN refunds r USING (key)
    UNION ALL SELECT customer, day, 0, amount FROM refunds WHERE key NOT IN (SELECT key FROM bought)
  ), places AS (
    SELECT customer, row_number() OVER (ORDER BY customer) AS place FROM lines WHERE customer IS NOT NULL GROUP BY 1
  )
  SELECT coalesce(place, 0)::INTEGER AS customer, day::INTEGER AS day, is_order, amount::DOUBLE AS amount
  FROM both_kinds LEFT JOIN places USING (customer) ORDER BY ALL`

describe('orders in SQL', () => {
  it.each(['row', 'column', 'customer+day'] as const)('where the order is by %s', async key => {
    const found: Orders = rolledUp(ordersRollup, null, [LINES], { ...RULES, key })
    const rows = Array.from({ length: found.size }, (_, i) => ({
      customer: found.customers[i]!,
      day: found.days[i]!,
      is_order: found.isOrder[i]!,
      amount: found.amounts[i]!,
    }))
    expect(rows).toEqual(await query(ordersSql(key)))
  })
})

describe('events in SQL', () => {
  it('is a count by customer, event and day', async () => {
    const events: Events = rolledUp(eventsRollup, null, [LINES])
    const { names, pairOffsets, pairEvents, offsets, days, counts } = events
    const rows = Array.from({ length: days.length }, (_, i) => {
      const pair = offsets.findIndex((end, p) => p > 0 && i < end) - 1
      const customer = pairOffsets.findIndex((end, c) => c > 0 && pair < end) - 1
      const day = BigInt(days[i]!)
      return { customer: events.id(customer), event: names[pairEvents[pair]!], day, count: counts[i] }
    })
    expect(rows).toEqual(
      await query(`SELECT customer, event, "at" // ${DAY_MS} AS day, count(*)::INTEGER AS "count" FROM lines
      WHERE customer IS NOT NULL AND event IS NOT NULL GROUP BY ALL ORDER BY ALL`),
    )
    const totals = `count(*)::INTEGER AS "rows", (count(*) FILTER (customer IS NULL))::INTEGER AS "rowsWithoutCustomer",
      (count(*) FILTER (customer IS NOT NULL AND event IS NULL))::INTEGER AS "rowsWithoutEvent"`
    expect([events.totals]).toEqual(await query(`SELECT ${totals} FROM lines`))
  })
})

describe('signups in SQL', () => {
  it('is the earliest day of a customer', async () => {
    // Every third row says when the customer was acquired: some days before it.
    const lines = LINES.map((line, i) => ({
      ...line,
      acquired: i % 3 === 0 ? line.at - (i % 50) * DAY_MS : null,
    }))
    const signups: Signups = rolledUp(signupsRollup, null, [lines.slice(0, 700), [], lines.slice(700)])
    const rows =
      await query(`SELECT customer, min(("at" - ((rowid % 50) * ${DAY_MS})) // ${DAY_MS}) FILTER (rowid % 3 = 0) AS day
      FROM lines WHERE customer IS NOT NULL GROUP BY customer`)
    expect(rows.map(({ customer }) => signups.dayOf(customer as string))).toEqual(
      rows.map(({ day }) => Number(day)),
    )
    const known = rows.filter(({ day }) => day !== null).map(({ customer }) => customer)
    expect({ customers: signups.customers, ids: signups.ids() }).toEqual({
      customers: known.length,
      ids: known.sort(),
    })
    expect({ known: signups.isKnown, nobody: signups.dayOf('nobody') }).toEqual({ known: true, nobody: null })
  })
})

describe('extent in SQL', () => {
  it('is a minimum, two maxima and a count', async () => {
    const extent: Extent = rolledUp(extentRollup, null, [LINES])
    const [row] =
      await query(`SELECT count(*)::INTEGER AS "rows", min("at")::DOUBLE AS "first", max("at")::DOUBLE AS latest,
      (SELECT "at" FROM lines ORDER BY "at" DESC LIMIT 1 OFFSET 1)::DOUBLE AS before_latest FROM lines`)
    const { rows, first, latest, beforeLatest } = extent
    expect({ rows, first, latest, before_latest: beforeLatest }).toEqual(row)
  })
})

describe('attributes in SQL', () => {
  it.each(['first', 'last'] as const)('are the cell of the %s row that is no refund', async at => {
    const rows = await query(`SELECT customer, ${at}(channel ORDER BY "at", "row") AS channel
      FROM lines WHERE customer IS NOT NULL AND amount >= 0 GROUP BY customer ORDER BY customer`)
    const values = rolledUp(attributesRollup, { roles: [CHANNEL], at }, [LINES])
    expect(rows.length).toBe(values.customers)
    expect(rows.map(({ customer }) => ({ customer, channel: channelOf(values, String(customer)) }))).toEqual(
      rows,
    )
  })
})

it('every rollup has a twin here', () => {
  const elsewhere = ['spells']
  expect(Object.keys(rollups).sort()).toEqual(
    ['attributes', 'events', 'extent', 'histories', 'orders', 'signups', ...elsewhere].sort(),
  )
})

function entriesOf({ customers, offsets, at, orders, amounts, id }: Histories) {
  return Array.from({ length: customers }, (_, customer) => customer).flatMap(customer =>
    Array.from({ length: offsets[customer + 1]! - offsets[customer]! }, (_, i) => {
      const entry = offsets[customer]! + i
      return {
        customer: id(customer),
        day: BigInt(at[entry]!),
        orders: orders[entry]!,
        amount: amounts[entry]!,
      }
    }),
  )
}
