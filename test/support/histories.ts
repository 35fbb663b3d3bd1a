/** Worked examples as tables: rows of an export → the summary and the run that analyses are functions of. */

import { readFileSync } from 'node:fs'
import { DAY_MS, formatDay, parseDay } from '../../src/math/calendar.ts'
import { money } from '../../src/math/money.ts'
import { zoneNamed } from '../../src/math/zone.ts'
import type { Histories } from '../../src/rollups/histories.ts'
import type { Run } from '../../src/rollups/run.ts'

/** Customer, 'YYYY-MM-DD' or 'YYYY-MM-DDTHH:MM', amount in currency; each row is an order, or a refund where negative. */
export type Row = readonly [customer: string, when: string, amount?: number]

export interface ExampleOptions {
  /** `day` unless given. */
  readonly grain?: 'day' | 'instant'
  /** Later rows are left out; the date of the latest row unless given. */
  readonly asOf?: string
  /** True where any row has an amount unless given. */
  readonly hasAmount?: boolean
}

const SCALE = 6

interface Entry {
  readonly at: number
  orders: number
  amount: number
}

/** Histories and a run in UTC, 2 digits and scale 6, of the given rows. */
export function example(
  rows: readonly Row[],
  options: ExampleOptions = {},
): { histories: Histories; run: Run } {
  const grain = options.grain ?? 'day'
  const asOf = options.asOf === undefined ? latest(rows.map(dayOfRow)) : dayFrom(options.asOf)
  const used = rows.filter(row => dayOfRow(row) <= asOf)
  const given = { asOf, asOfGiven: options.asOf !== undefined }
  const hasAmount = options.hasAmount ?? used.some(([, , amount]) => amount !== undefined)
  return { histories: historiesOf(used, grain), run: runOf(used, given, hasAmount) }
}

/** The 23,570 customers of the CDNOW data set, as that file stands beside the project. */
export const CDNOW = '../shared/data/cdnow.csv'

/** Rows of a CSV file with the columns customer_id, date, quantity, amount and no quotes. */
export function readRows(path: string): Row[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/).slice(1)
  return lines.map(line => {
    const [customer = '', date = '', , amount = ''] = line.split(',')
    return [customer, date, Number(amount)]
  })
}

function historiesOf(rows: readonly Row[], grain: 'day' | 'instant'): Histories {
  const entriesOf = gather(rows, grain)
  const ids = [...entriesOf].filter(([, entries]) => hasOrder(entries)).map(([id]) => id)
  ids.sort()
  const entries = ids.map(id => [...(entriesOf.get(id)?.values() ?? [])].sort((a, b) => a.at - b.at))
  const flat = entries.flat()
  const offsets = new Uint32Array(ids.length + 1)
  for (const [index, own] of entries.entries()) offsets[index + 1] = (offsets[index] ?? 0) + own.length
  const refunds = rows.filter(isRefund)
  return {
    grain,
    customers: ids.length,
    id: customer => ids[customer] ?? '',
    offsets,
    at: Float64Array.from(flat, entry => entry.at),
    orders: Int32Array.from(flat, entry => entry.orders),
    amounts: Float64Array.from(flat, entry => entry.amount),
    totals: {
      orders: rows.length - refunds.length,
      net: totalOf(rows),
      refundRows: refunds.length,
      refunds: totalOf(refunds),
      zeroOrders: rows.filter(([, , amount]) => amount === 0).length,
      ordersWithoutCustomer: 0,
      netWithoutCustomer: 0n,
      refundOnly: [...entriesOf]
        .filter(([, own]) => !hasOrder(own))
        .map(([id]) => id)
        .sort(),
      timeOfDay: rows.some(([, when]) => when.includes('T') && !when.endsWith('T00:00')),
    },
  }
}

function gather(rows: readonly Row[], grain: 'day' | 'instant'): Map<string, Map<number, Entry>> {
  const entriesOf = new Map<string, Map<number, Entry>>()
  for (const row of rows) {
    const entries = entriesOf.get(row[0]) ?? new Map<number, Entry>()
    entriesOf.set(row[0], entries)
    const at = grain === 'day' ? dayOfRow(row) : instantOf(row)
    const entry = entries.get(at) ?? { at, orders: 0, amount: 0 }
    entries.set(at, entry)
    entry.orders += isRefund(row) ? 0 : 1
    entry.amount += unitsOf(row)
  }
  return entriesOf
}

function runOf(rows: readonly Row[], as: Pick<Run, 'asOf' | 'asOfGiven'>, hasAmount: boolean): Run {
  const days = rows.map(dayOfRow)
  const zone = zoneNamed('UTC')
  if (!zone) throw new Error('UTC is a zone')
  return {
    ...as,
    zone,
    firstDay: -latest(days.map(day => -day)),
    lastDay: latest(days),
    money: money(SCALE, 2),
    hasAmount,
    facts: {
      asOf: formatDay(as.asOf),
      asOfGiven: as.asOfGiven,
      timeZone: 'UTC',
      timeZoneGiven: true,
      currency: hasAmount ? 'EUR' : null,
      inputs: [],
      readings: [],
      historyCut: false,
    },
  }
}

const isRefund = ([, , amount]: Row) => amount !== undefined && amount < 0
const unitsOf = ([, , amount = 0]: Row) => Math.round(amount * 10 ** SCALE)
const hasOrder = (entries: ReadonlyMap<number, Entry>) =>
  [...entries.values()].some(entry => entry.orders > 0)
const totalOf = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + BigInt(unitsOf(row)), 0n)
const latest = (days: readonly number[]) => days.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
const dayOfRow = ([, when]: Row) => dayFrom(when.slice(0, 10))

function dayFrom(text: string): number {
  const day = parseDay(text)
  if (day === null) throw new Error(`${text} is no date`)
  return day
}

function instantOf([, when]: Row): number {
  const [date = '', time = '00:00'] = when.split('T')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return dayFrom(date) * DAY_MS + (hours * 60 + minutes) * 60_000
}
