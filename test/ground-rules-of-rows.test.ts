/** The ground rules about rows, each through a command: dates, money, refunds, orders and ids (definitions G1 to G8). */

import { describe, expect, it } from 'vitest'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from './support/tenure.ts'

const AS_OF = ['--as-of', '2024-06-30']

interface Case {
  readonly rule: string
  readonly csv: string
  readonly words?: readonly string[]
  /** Customer, days since the last order, orders, net revenue. */
  readonly customers: readonly (readonly [string, number, number, number])[]
}

const CASES: Case[] = [
  {
    rule: 'G1: recency is in calendar days, 0 on the as-of date; rows after its end are not used',
    csv: 'customer,time,amount\na,2024-06-30 23:59:59,1\nb,2024-06-29 00:00,2\nb,2024-07-01 00:00,4\n',
    customers: [
      ['a', 0, 1, 1],
      ['b', 1, 1, 2],
    ],
  },
  {
    rule: 'G1, G2: the end of the as-of date is that of the zone',
    csv: 'customer,time,amount\na,2024-06-30T21:59:59Z,1\na,2024-06-30T22:00:00Z,2\n',
    words: ['--tz', 'Europe/Berlin'],
    customers: [['a', 0, 1, 1]],
  },
  {
    rule: 'G2: 2024-03-31 22:30Z is 1 April in Berlin',
    csv: 'customer,time,amount\na,2024-03-31T22:30:00Z,1\n',
    words: ['--tz', 'Europe/Berlin'],
    customers: [['a', 90, 1, 1]],
  },
  {
    rule: 'G2: and 31 March in New York',
    csv: 'customer,time,amount\na,2024-03-31T22:30:00Z,1\n',
    words: ['--tz', 'America/New_York'],
    customers: [['a', 91, 1, 1]],
  },
  {
    rule: 'G2: a midnight that does not exist is on its day (Sao Paulo, 2018-11-04)',
    csv: 'customer,time,amount\na,2018-11-04 00:00,1\n',
    words: ['--tz', 'America/Sao_Paulo', '--as-of', '2018-11-05'],
    customers: [['a', 1, 1, 1]],
  },
  {
    rule: 'G5: sums are exact, and rounded once, half away from zero',
    csv: 'customer,date,amount\na,2024-06-29,1.0025\na,2024-06-29,1.0025\nb,2024-06-29,0.1\nb,2024-06-29,0.2\n',
    customers: [
      ['a', 1, 2, 2.01],
      ['b', 1, 2, 0.3],
    ],
  },
  {
    rule: 'G5: a quantity multiplies a unit price, never an amount',
    csv: 'customer,date,amount,quantity\na,2024-06-30,5,3\n',
    customers: [['a', 0, 1, 5]],
  },
  {
    rule: 'G5: … and a price is one by --price',
    csv: 'customer,date,price,quantity\na,2024-06-30,5,3\n',
    words: ['--price', 'price'],
    customers: [['a', 0, 1, 15]],
  },
  {
    rule: 'G6: refunds lower revenue on their own date, are no orders and date nothing',
    csv: 'customer,date,amount\na,2024-06-01,10\na,2024-06-20,-4\nb,2024-06-20,-4\n',
    customers: [['a', 29, 1, 6]],
  },
  {
    rule: 'G6: a negative quantity is a refund of -|amount|',
    csv: 'customer,date,amount,quantity\na,2024-06-01,10,1\na,2024-06-02,4,-1\n',
    customers: [['a', 29, 1, 6]],
  },
  {
    rule: 'G6: so is an id of --refund-pattern',
    csv: 'order,customer,date,amount\n1,a,2024-06-01,10\nC2,a,2024-06-02,4\n',
    words: ['--refund-pattern', '^C'],
    customers: [['a', 29, 1, 6]],
  },
  {
    rule: 'G6: a refund after the as-of date counts with --refund-date order only if it is seen',
    csv: 'order,customer,date,amount\n1,a,2024-06-01,10\n1,a,2024-07-02,-4\n',
    customers: [['a', 29, 1, 10]],
  },
  {
    rule: 'G6: an order whose net is gone through refunds stays an order',
    csv: 'order,customer,date,amount\n1,a,2024-06-01,10\n1,a,2024-06-02,-10\n2,a,2024-05-31,1\n',
    customers: [['a', 29, 2, 1]],
  },
  {
    rule: 'G6: … unless --drop-voided',
    csv: 'order,customer,date,amount\n1,a,2024-06-01,10\n1,a,2024-06-02,-10\n2,a,2024-05-31,1\n',
    words: ['--drop-voided'],
    customers: [['a', 30, 1, 1]],
  },
  {
    rule: 'G6: orders of nothing are orders',
    csv: 'customer,date,amount\na,2024-06-30,0\na,2024-06-29,3\n',
    customers: [['a', 0, 2, 3]],
  },
  {
    rule: 'G7: rows that share an order id are one order, of the day of its first line',
    csv: 'order,customer,date,amount\n1,a,2024-06-28,1\n1,a,2024-06-29,2\n',
    customers: [['a', 2, 1, 3]],
  },
  {
    rule: 'G7: without an order column each row is one',
    csv: 'customer,date,amount\na,2024-06-28,1\na,2024-06-28,2\n',
    customers: [['a', 2, 2, 3]],
  },
  {
    rule: "G7: … or a customer's day",
    csv: 'customer,time,amount\na,2024-06-28 09:00,1\na,2024-06-28 18:00,2\na,2024-06-29 00:30,3\n',
    words: ['--order-key', 'customer+day'],
    customers: [['a', 1, 2, 6]],
  },
  {
    rule: 'G8: orders without a customer are of nobody; ids are trimmed, and other than the number they look like',
    csv: 'customer,date,amount\n12346,2024-06-30,1\n 12346 ,2024-06-30,1\n12346.0,2024-06-29,1\n,2024-06-30,9\n',
    customers: [
      ['12346', 0, 2, 2],
      ['12346.0', 1, 1, 1],
    ],
  },
  {
    rule: 'G8: … unless --id-normalise',
    csv: 'customer,date,amount\n12346,2024-06-30,1\n12346.0,2024-06-29,1\n',
    words: ['--id-normalise'],
    customers: [['12346', 0, 2, 2]],
  },
]

it.each(CASES)('$rule', async ({ csv, words = [], customers }) => {
  const asked = words.includes('--as-of') ? words : [...words, ...AS_OF]
  const rows = rowsOf(await tenureJson(['customers', fileOf('orders.csv', csv), ...asked]), 'customers')
  expect(rows.map(row => [row.customer, row.days_since_last, row.orders, row.net_revenue])).toEqual(customers)
})

it('G1: the default as-of date is that of the latest row, in its zone, and is called partial', async () => {
  const file = fileOf(
    'orders.csv',
    'customer,time,amount\na,2024-06-29T12:00:00Z,1\na,2024-06-30T22:30:00Z,2\n',
  )
  const { stdout, stderr } = await tenure(['customers', file, '--tz', 'Europe/Berlin'])
  expect(stderr).toContain('As of 2024-07-01 (the latest row: partial')
  expect(stdout).toContain('\na,2024-06-29,2024-07-01,0,2,3,')
})

it('G2: of a local time that exists twice the first is taken', async () => {
  // Berlin leaves summer time on 2024-10-27 at 03:00, so 02:30 is 00:30Z first and 01:30Z then.
  const file = fileOf('orders.csv', 'customer,time,amount\na,2024-10-27 02:30,1\n')
  const report = await tenureJson(['explain', 'a', file, '--tz', 'Europe/Berlin'])
  expect(rowsOf(report, 'rows').map(row => row.time)).toEqual(['2024-10-27T00:30:00Z'])
})

it('G3: within 30 days takes the 30th in, not the 31st', async () => {
  const file = fileOf(
    'orders.csv',
    'customer,date,amount\na,2024-01-01,1\na,2024-01-31,1\nb,2024-01-01,1\nb,2024-02-01,1\n',
  )
  const words = ['cohort', file, '--repeat-days', '30', '--complete-history', ...AS_OF]
  expect(rowsOf(await tenureJson(words), 'repeat')[0]).toMatchObject({ eligible: 2, repeated: 1 })
})

it('G6: --refund-date order books a refund to the day of its order', async () => {
  const csv = 'order,customer,date,amount\n1,a,2024-05-01,10\n1,a,2024-06-02,-4\n2,a,2024-06-03,1\n'
  const words = ['cohort', fileOf('orders.csv', csv), '--complete-history', ...AS_OF]
  const revenue = async (...more: string[]) =>
    rowsOf(await tenureJson([...words, ...more]), 'cohorts').map(row => row.revenue)
  expect(await revenue()).toEqual([10, -3])
  expect(await revenue('--refund-date', 'order')).toEqual([6, 1])
})

it('G7: the same order in two files takes --latest-by', async () => {
  const folder = folderOf({
    'monday.csv': 'order,customer,date,amount,exported\n1,a,2024-06-01,10,2024-06-03\n',
    'tuesday.csv': 'order,customer,date,amount,exported\n1,a,2024-06-01,7,2024-06-04\n',
  })
  const words = ['customers', `${folder}/monday.csv`, `${folder}/tuesday.csv`, ...AS_OF]
  const without = await tenure(words)
  expect([without.code, without.stderr]).toEqual([3, expect.stringContaining('--latest-by')])
  const rows = rowsOf(await tenureJson([...words, '--latest-by', 'exported']), 'customers')
  expect(rows.map(row => [row.orders, row.net_revenue])).toEqual([[1, 7]])
})

/** Exports that stop a run, each with a part of the one line. */
const STOPS: [rule: string, csv: string, message: RegExp][] = [
  [
    'G1: a latest row 30 days after the row before it',
    'customer,date,amount\na,2024-06-01,1\nb,2024-07-01,1\n',
    /orders\.csv row 2.*2024-07-01.*30 days/,
  ],
  [
    'G1: a row in the future',
    'customer,date,amount\na,2029-12-30,1\nb,2030-01-03,1\n',
    /row 2.*2030-01-03.*future/,
  ],
  [
    'G5: lines that repeat one amount',
    `order,customer,date,amount\n${[1, 2, 3].flatMap(id => [`${id},a,2024-06-0${id},${id}9`, `${id},a,2024-06-0${id},${id}9`]).join('\n')}\n`,
    /--amount-is/,
  ],
  [
    'G5: two currencies',
    'customer,date,amount,currency\na,2024-06-01,1,EUR\nb,2024-06-02,1,USD\n',
    /EUR, USD/,
  ],
  [
    'G7: an order of two customers',
    'order,customer,date,amount\n1,a,2024-06-01,1\n1,b,2024-06-01,1\n',
    /1 order id belongs to more than one customer, first: 1/,
  ],
]

describe.each(STOPS)('%s', (_, csv, message) => {
  it.each(['customers', 'segment', 'lifecycle growth', 'cohort', 'orders'])(
    'stops tenure %s',
    async words => {
      const { code, stderr, stdout } = await tenure([...words.split(' '), fileOf('orders.csv', csv)])
      expect([code, stdout]).toEqual([3, ''])
      expect(stderr).toMatch(message)
      expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2)
    },
  )
})
