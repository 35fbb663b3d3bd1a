import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DAY_MS, formatDay, parseDay } from '../../../src/math/calendar.ts'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, folderOf, type JsonReport, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

type Line = readonly [customer: string, date: string, amount?: number]

const csvOf = (lines: readonly Line[]) =>
  `customer,date,amount\n${lines.map(([customer, date, amount = 10]) => `${customer},${date},${amount}\n`).join('')}`

const orders = (lines: readonly Line[]) => fileOf('orders.csv', csvOf(lines))

const answer = (file: string, ...words: string[]) => tenureJson(['churn', 'state', file, ...words])

/** Cells of the row whose first column is that label. */
const cells = (report: JsonReport, table: string, label: string, ...columns: string[]) => {
  const row = rowsOf(report, table).find(one => Object.values(one)[0] === label)
  if (!row) throw new Error(`no row ${label}`)
  return columns.map(name => row[name])
}

const daysLater = (date: string, days: number) => formatDay(parseDay(date)! + days)

const GIVEN = ['--t1', '30', '--t2', '60']

// Definition C2: gaps of one customer, who is long gone by the as-of date.
const C2 = [5, 7, 8, 10, 12, 14, 15, 18, 21, 25, 28, 30, 35, 45, 60, 90]
const c2Lines: Line[] = [['a', '2024-01-01']]
for (const gap of C2) c2Lines.push(['a', daysLater(c2Lines.at(-1)![1], gap)])

describe('thresholds', () => {
  it('are P80 and P95 of completed gaps, beside Kaplan-Meier', async () => {
    const report = await answer(orders(c2Lines), '--min-gaps', '16', '--as-of', '2025-12-31')
    const columns = ['days', 'source', 'completed_gap_days']
    expect(cells(report, 'thresholds', 't1', ...columns)).toEqual([35, 'fitted', 35])
    expect(cells(report, 'thresholds', 't2', ...columns)).toEqual([67.5, 'fitted', 67.5])
    // 17 gaps, one open: 14 are over by day 45 (14/17 = 82 %, 13/17 = 76 %), and no more than 94 % ever.
    expect(cells(report, 'thresholds', 't1', 'kaplan_meier_days')).toEqual([45])
    expect(cells(report, 'thresholds', 't2', 'kaplan_meier_days')).toEqual([null])
    expect(report.notes.join()).toContain(
      'refitted nightly they rewrite past churn; freeze them with --thresholds',
    )
  })

  it('are not fitted to too few gaps', async () => {
    const { code, stderr } = await tenure(['churn', 'state', orders(c2Lines), '--as-of', '2025-12-31'])
    expect(code).toBe(2)
    expect(stderr).toContain('16 completed gaps')
    expect(stderr).toContain('--t1 DAYS and --t2 DAYS')
  })

  it('need every one of --min-gaps', async () => {
    const words = ['churn', 'state', orders(c2Lines), '--as-of', '2025-12-31', '--min-gaps', '17']
    expect(await tenure(words)).toMatchObject({ code: 2, stderr: expect.stringContaining('17 are needed') })
  })

  it('may be given where there is no gap at all', async () => {
    const report = await answer(orders([['a', '2024-01-01']]), ...GIVEN)
    expect(cells(report, 'thresholds', 't1', 'days', 'source', 'completed_gap_days')).toEqual([
      30,
      'given',
      null,
    ])
    expect(report.notes.join()).not.toContain('refitted')
  })

  it('of an earlier run stay as they were', async () => {
    const folder = folderOf({
      'orders.csv': csvOf(c2Lines),
      'more.csv': csvOf([...c2Lines, ['a', '2025-12-30']]),
    })
    const saved = join(folder, 'saved.json')
    const first = ['churn', 'state', join(folder, 'orders.csv'), '--min-gaps', '16', '--as-of', '2025-12-29']
    await tenure([...first, '--table', 'thresholds', '--output', saved])
    const report = await answer(join(folder, 'more.csv'), '--thresholds', saved, '--as-of', '2025-12-31')
    expect(cells(report, 'thresholds', 't1', 'days', 'source')).toEqual([35, 'saved'])
    expect(cells(report, 'thresholds', 't2', 'days', 'source')).toEqual([67.5, 'saved'])
    expect(report.notes.join()).not.toContain('refitted')
  })

  it('must be in order', async () => {
    const { code, stderr } = await tenure(['churn', 'state', orders(c2Lines), '--t1', '61', '--t2', '60'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('t1 is 61 days and t2 is 60')])
  })

  it.each([
    ['t2', [['t1', 35]]],
    [
      't1',
      [
        ['t1', -35],
        ['t2', 60],
      ],
    ],
  ])('of a file must be there: %s', async (name, rows) => {
    const table = { columns: [{ name: 'threshold' }, { name: 'days' }], rows }
    const folder = folderOf({
      'orders.csv': csvOf(c2Lines),
      'saved.json': JSON.stringify({ tables: { thresholds: table } }),
    })
    const words = ['churn', 'state', join(folder, 'orders.csv'), '--thresholds', join(folder, 'saved.json')]
    const stderr = expect.stringContaining(`gives no days for ${name}`)
    expect(await tenure(words)).toMatchObject({ code: 2, stderr })
  })
})

describe('states', () => {
  const file = orders([
    ['active', '2024-05-01', 20],
    ['edge1', '2024-04-30', 20],
    ['risk', '2024-04-29', 7],
    ['edge2', '2024-03-31', 7],
    ['gone', '2024-03-30', 1],
    ['gone', '2024-02-01', 5],
    ['gone', '2024-05-29', -2],
    ['twice', '2024-02-01', 3],
    ['twice', '2024-02-01', 3],
  ])

  it('follow the days since the last order, and refunds are no order', async () => {
    const report = await answer(file, ...GIVEN, '--as-of', '2024-05-30')
    const columns = ['customers', 'one_order', 'revenue', 'share_of_customers']
    expect(cells(report, 'states', 'active', ...columns)).toEqual([2, 2, 40, 2 / 6])
    expect(cells(report, 'states', 'at_risk', ...columns)).toEqual([2, 2, 14, 2 / 6])
    expect(cells(report, 'states', 'churned', ...columns)).toEqual([2, 0, 10, 2 / 6])
  })

  it('of every customer come first with --detail', async () => {
    const words = ['churn', 'state', file, ...GIVEN, '--as-of', '2024-05-30', '--detail', '--format', 'csv']
    expect((await tenure(words)).stdout).toBe(`\
customer,first_order,last_order,days_since_last,orders,state,one_order
active,2024-05-01,2024-05-01,29,1,active,true
edge1,2024-04-30,2024-04-30,30,1,active,true
edge2,2024-03-31,2024-03-31,60,1,at_risk,true
gone,2024-02-01,2024-03-30,61,2,churned,false
risk,2024-04-29,2024-04-29,31,1,at_risk,true
twice,2024-02-01,2024-02-01,119,2,churned,false
`)
  })

  it('leave out refunds without an order and orders without a customer, and say so', async () => {
    const file = orders([
      ['a', '2024-05-01'],
      ['refunded', '2024-05-01', -5],
      ['', '2024-05-02'],
    ])
    const report = await answer(file, ...GIVEN)
    expect(rowsOf(report, 'states').map(row => row.customers)).toEqual([1, 0, 0])
    expect(report.notes).toContain('Left out: 1 customer with refunds only.')
    expect(report.notes).toContain('Left out: 1 order without a customer (50.0% of all orders).')
  })

  it('have no revenue without amounts', async () => {
    const report = await answer(fileOf('orders.csv', 'customer,date\na,2024-01-01\n'), ...GIVEN)
    expect(Object.keys(rowsOf(report, 'states')[0]!)).not.toContain('revenue')
  })
})

describe('churn by period', () => {
  const C2_PERIODS: [period: string, asOf: string][] = [
    ['5d', '2024-06-07'],
    // The second period of five days before the as-of date.
    ['5d', '2024-06-12'],
    ['week', '2024-06-30'],
  ]
  it.each(C2_PERIODS)('is that of definition C2, by %s up to %s', async (period, asOf) => {
    const start = '2024-06-03'
    const lines = [100, 70, 66, 20].map((days): Line => [`r${days}`, daysLater(start, -days)])
    const words = ['--t1', '35', '--t2', '67.5', '--period', period, '--as-of', asOf]
    const report = await answer(orders(lines), ...words)
    const columns = ['customers_at_start', 'churned', 'churn_rate', 'complete', 'left_censored', 'low_n']
    expect(cells(report, 'churn', start, ...columns)).toEqual([2, 1, 0.5, true, false, true])
  })

  // T2 = 30: churned from day 31 on. Churns on 15 Jan, 3 Mar, 1 Jun and 1 Sep; back on 1 Feb, 1 May, 1 Aug.
  const returning = ['2023-12-15', '2024-02-01', '2024-05-01', '2024-08-01'].map((date): Line => ['a', date])
  const words = ['--t1', '10', '--t2', '30', '--as-of', '2024-11-15']

  it('counts a customer who comes back and leaves again in each period', async () => {
    const rows = rowsOf(await answer(orders(returning), ...words), 'churn')
    expect(rows.map(row => [row.period, row.customers_at_start, row.churned])).toEqual([
      ['2023-12', 0, 0],
      ['2024-01', 1, 1],
      ['2024-02', 0, 0],
      ['2024-03', 1, 1],
      ['2024-04', 0, 0],
      ['2024-05', 0, 0],
      ['2024-06', 1, 1],
      ['2024-07', 0, 0],
      ['2024-08', 0, 0],
      ['2024-09', 1, 1],
      ['2024-10', 0, 0],
      ['2024-11', 0, 0],
    ])
    expect(rows.map(row => row.complete)).toEqual([...Array(11).fill(true), false])
    expect(rows.filter(row => row.left_censored).map(row => row.period)).toEqual(['2023-12', '2024-01'])
  })

  it('is not left-censored where the history is complete', async () => {
    const rows = rowsOf(await answer(orders(returning), ...words, '--complete-history'), 'churn')
    expect(rows.filter(row => row.left_censored)).toEqual([])
  })

  it('counts once in a period who leaves several times in it', async () => {
    const rows = rowsOf(await answer(orders(returning), ...words, '--period', 'year'), 'churn')
    expect(rows.map(row => [row.customers_at_start, row.churned, row.entered_and_churned])).toEqual([
      [0, 0, 0],
      [1, 1, 0],
    ])
  })

  it('keeps apart who joins and leaves in the period', async () => {
    const rows = rowsOf(await answer(orders(returning.slice(1)), ...words, '--period', 'year'), 'churn')
    expect(rows.map(row => [row.customers_at_start, row.churned, row.entered_and_churned])).toEqual([
      [0, 0, 1],
    ])
    expect(rows[0]!.churn_rate).toBeNull()
  })

  it('does not count who buys on the very day', async () => {
    const file = orders([
      ['a', '2024-01-01'],
      ['a', '2024-02-01'],
      ['b', '2024-01-01'],
      ['b', '2024-02-02'],
    ])
    const report = await answer(file, ...words.slice(0, 4), '--as-of', '2024-02-29')
    expect(cells(report, 'churn', '2024-02', 'customers_at_start', 'churned')).toEqual([2, 1])
  })

  it('reports the periods asked for, with the history of before', async () => {
    const report = await answer(orders(returning), ...words, '--since', '2024-03-01', '--until', '2024-06-30')
    for (const table of ['churn', 'win_back']) {
      const labels = rowsOf(report, table).map(row => row.period)
      expect(labels).toEqual(['2024-03', '2024-04', '2024-05', '2024-06'])
    }
    expect(cells(report, 'churn', '2024-03', 'customers_at_start')).toEqual([1])
  })
})

describe('win-back by period', () => {
  it('is that of definition R9', async () => {
    const file = orders([
      ['a', '2024-03-01'],
      ['a', '2024-06-10'],
      ['b', '2024-03-15'],
      ['c', '2024-05-01'],
      ['c', '2024-06-05'],
      ['d', '2024-02-01'],
      ['d', '2024-07-10'],
      ['e', '2024-03-20'],
      ['e', '2024-06-30'],
    ])
    const report = await answer(file, ...GIVEN, '--as-of', '2024-07-15')
    const columns = ['lapsed_on', 'lapsed', 'eligible', 'won_back', 'win_back_rate', 'complete']
    expect(cells(report, 'win_back', '2024-06', ...columns)).toEqual(['2024-06-01', 4, 4, 2, 0.5, true])
    expect(cells(report, 'win_back', '2024-07', ...columns)).toEqual(['2024-07-01', 2, 0, 0, null, false])
  })

  it.each([
    ['2024-06-01', '30', 0, 0],
    ['2024-06-02', '30', 1, 1],
    ['2024-07-01', '30', 1, 1],
    ['2024-07-02', '30', 1, 0],
    ['2024-07-02', '31', 1, 1],
  ])(
    'an order on %s within %s days: %d lapsed on 1 June, %d won back',
    async (date, within, lapsed, wonBack) => {
      const file = orders([
        ['a', '2024-03-01'],
        ['a', date],
      ])
      const report = await answer(file, ...GIVEN, '--within', within, '--as-of', '2024-07-02')
      expect(cells(report, 'win_back', '2024-06', 'lapsed', 'won_back')).toEqual([lapsed, wonBack])
    },
  )

  it.each([
    ['2024-06-30', 0, false],
    ['2024-07-01', 1, true],
  ])('as of %s, %d are eligible on 1 June', async (asOf, eligible, complete) => {
    const report = await answer(orders([['a', '2024-03-01']]), ...GIVEN, '--as-of', asOf)
    expect(cells(report, 'win_back', '2024-06', 'eligible', 'complete')).toEqual([eligible, complete])
  })
})

it('reasons are those of the last order of who has churned', async () => {
  const file = fileOf(
    'orders.csv',
    `customer,date,amount,feedback
a,2024-01-01,1,slow
a,2024-02-01,1,dear
b,2024-02-01,1,dear
c,2024-02-01,1,
d,2024-05-20,1,slow
`,
  )
  const report = await answer(file, ...GIVEN, '--as-of', '2024-05-30', '--reason', 'feedback')
  expect(rowsOf(report, 'reasons').map(row => [row.reason, row.customers, row.customers_lost])).toEqual([
    ['dear', 2, 3],
    ['(none)', 1, 3],
  ])
})

/** Orders of 60 customers over a year, refunds among them; the same ones every time. */
function someLines(): Line[] {
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  return Array.from({ length: 400 }, (): Line => {
    const date = new Date(Date.UTC(2023, 0, 1) + next(365) * DAY_MS).toISOString().slice(0, 10)
    return [`c${next(60)}`, date, next(10) === 0 ? -next(50) : next(90)]
  })
}

describe('whatever the rows', () => {
  const lines = someLines()
  const words = ['--t1', '20', '--t2', '45', '--within', '14', '--as-of', '2024-01-31']

  it('states, churn and win-back do not depend on their order', async () => {
    const shuffled = lines.map((line, i) => [(i * 149) % lines.length, line] as const)
    const reordered = shuffled.sort(([a], [b]) => a - b).map(([, line]) => line)
    const [one, other] = [
      await answer(orders(lines), ...words, '--detail'),
      await answer(orders(reordered), ...words, '--detail'),
    ]
    expect(other.tables).toEqual(one.tables)
  })

  it('every customer is in one state', async () => {
    const report = await answer(orders(lines), ...words, '--detail')
    const customers = rowsOf(report, 'customers')
    const states = rowsOf(report, 'states')
    for (const { state, customers: size } of states)
      expect(customers.filter(customer => customer.state === state)).toHaveLength(Number(size))
    expect(states.reduce((sum, { customers: size }) => sum + Number(size), 0)).toBe(customers.length)
  })

  it('churn at the start of a month is what a run as of the day before says', async () => {
    const file = orders(lines)
    const report = await answer(file, ...words)
    for (const { period, customers_at_start } of rowsOf(report, 'churn').slice(1)) {
      const before = daysLater(`${period}-01`, -1)
      const states = rowsOf(await answer(file, ...words.slice(0, 4), '--as-of', before), 'states')
      const others = states.filter(({ state }) => state !== 'churned')
      expect(others.reduce((sum, { customers }) => sum + Number(customers), 0)).toBe(customers_at_start)
    }
  })
})

// States: DuckDB on the same file. Churn and win-back: the state of every customer on every day, in NumPy.
describe.skipIf(!existsSync(CDNOW))(`CDNOW (skipped where ${CDNOW} is absent)`, () => {
  it('has the thresholds of definition C2 and the counts of two other programs', async () => {
    const report = await answer(CDNOW)
    const thresholds = rowsOf(report, 'thresholds')
    expect(thresholds.map(row => row.days)).toEqual([null, 119, 283])
    expect(thresholds.map(row => row.kaplan_meier_days)).toEqual([94, null, null])
    const states = rowsOf(report, 'states')
    expect(states.map(row => [row.customers, row.one_order, row.revenue])).toEqual([
      [4250, 0, 1253289.59],
      [2959, 0, 452601.94],
      [16361, 11908, 794424.1],
    ])
    const churn = rowsOf(report, 'churn')
    expect(churn.slice(0, 9).map(row => row.churned)).toEqual(Array(9).fill(0))
    expect(churn.slice(9).map(row => [row.customers_at_start, row.churned])).toEqual(CDNOW_CHURN)
    const winBack = rowsOf(report, 'win_back')
    expect(winBack.slice(10, 17).map(row => [row.eligible, row.won_back])).toEqual(CDNOW_WIN_BACK)
  })
})

/** October 1997 to June 1998. */
const CDNOW_CHURN = [
  [23570, 2865],
  [20723, 5627],
  [15235, 6053],
  [9422, 1377],
  [8317, 585],
  [8019, 475],
  [7962, 544],
  [7679, 605],
  [7317, 397],
]

/** November 1997 to May 1998. */
const CDNOW_WIN_BACK = [
  [2997, 87],
  [8496, 179],
  [14330, 241],
  [15266, 298],
  [15555, 378],
  [15625, 245],
  [15902, 214],
]
