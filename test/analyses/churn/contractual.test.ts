import { describe, expect, it } from 'vitest'
import { fileOf, type JsonReport, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

type Line = readonly [customer: string, start: string, end: string, mrr?: number]

const subscriptions = (lines: readonly Line[]) =>
  fileOf(
    'subscriptions.csv',
    `customer,start,end,mrr\n${lines.map(([customer, start, end, mrr = 10]) => `${customer},${start},${end},${mrr}\n`).join('')}`,
  )

const answer = (file: string, ...words: string[]) =>
  tenureJson(['churn', 'contractual', file, '--tz', 'UTC', ...words])

const cells = (report: JsonReport, table: string, period: string, ...columns: string[]) => {
  const row = rowsOf(report, table).find(one => one.period === period)
  if (!row) throw new Error(`no period ${period}`)
  return columns.map(name => row[name])
}

const many = (count: number, name: string, ...spells: (readonly [start: string, end: string])[]) =>
  Array.from({ length: count }, (_, i) =>
    spells.map(([start, end]): Line => [`${name}${i}`, start, end]),
  ).flat()

const COUNTS = ['customers_at_start', 'churned', 'new', 'reactivated', 'joined_and_left', 'customers_at_end']

describe('churn of subscriptions (definition C1)', () => {
  const lines: Line[] = [
    ...many(88, 'stay', ['2024-01-03', '']),
    ...many(12, 'lost', ['2024-01-03', '2024-02-15']),
    ...many(20, 'new', ['2024-02-10', '']),
    ...many(5, 'back', ['2024-01-02', '2024-01-20'], ['2024-02-05', '']),
    ...many(3, 'brief', ['2024-02-05', '2024-02-20']),
  ]

  it('counts who was there at the start and is gone at the end', async () => {
    const report = await answer(subscriptions(lines), '--as-of', '2024-02-29')
    expect(cells(report, 'churn', '2024-02', ...COUNTS)).toEqual([100, 12, 20, 5, 3, 113])
    expect(cells(report, 'churn', '2024-02', 'churn_rate', 'complete', 'low_n')).toEqual([0.12, true, false])
  })

  it('does not depend on the order of rows', async () => {
    const shuffled = lines.map((_, i) => lines[(i * 59) % lines.length]!)
    const words = ['--as-of', '2024-02-29']
    expect((await answer(subscriptions(shuffled), ...words)).tables).toEqual(
      (await answer(subscriptions(lines), ...words)).tables,
    )
  })

  it('loses a customer of several subscriptions when all have ended', async () => {
    const file = subscriptions([
      ['a', '2024-01-03', '2024-02-10'],
      ['a', '2024-01-05', '2024-03-10'],
    ])
    const report = await answer(file, '--as-of', '2024-03-31')
    expect(rowsOf(report, 'churn').map(row => row.churned)).toEqual([0, 0, 1])
  })

  // An end and a start are events of the day they carry, also on the first of a month.
  it.each([
    ['2024-02-29', [0, 1, 0]],
    ['2024-03-01', [0, 0, 1]],
  ])('an end on %s is of that month', async (end, churned) => {
    const report = await answer(subscriptions([['a', '2024-01-03', end]]), '--as-of', '2024-03-31')
    expect(rowsOf(report, 'churn').map(row => row.churned)).toEqual(churned)
  })

  it('a change of plan on one day is no churn, nor is leaving and coming back within a period', async () => {
    const file = subscriptions([
      ['a', '2024-01-03', '2024-02-01', 10],
      ['a', '2024-02-01', '', 25],
      ['b', '2024-01-03', '2024-02-03', 40],
      ['b', '2024-02-20', '', 30],
    ])
    const report = await answer(file, '--as-of', '2024-02-29')
    expect(cells(report, 'churn', '2024-02', ...COUNTS)).toEqual([2, 0, 0, 0, 0, 2])
    const money = ['at_start', 'expansion', 'contraction', 'churn', 'at_end']
    expect(cells(report, 'recurring_revenue', '2024-02', ...money)).toEqual([50, 15, -10, 0, 55])
  })

  it('takes a short gap for a pause where it is told to', async () => {
    const lines: Line[] = [
      ['a', '2024-01-03', '2024-01-25', 10],
      ['a', '2024-02-04', '', 30],
    ]
    const counts = async (...words: string[]) => {
      const report = await answer(subscriptions(lines), '--as-of', '2024-02-29', ...words)
      return rowsOf(report, 'churn').map(row => [row.customers_at_end, row.reactivated, row.complete])
    }
    expect(await counts('--pause', '9')).toEqual([
      [0, 0, true],
      [1, 1, false],
    ])
    expect(await counts('--pause', '10')).toEqual([
      [1, 0, true],
      [1, 0, false],
    ])
  })
})

describe('recurring revenue (definition R5)', () => {
  it('has the retention of the worked example', async () => {
    const file = subscriptions([
      ['a', '2024-01-03', '2024-02-10', 100],
      ['a', '2024-02-10', '', 120],
      ['b', '2024-01-04', '2024-02-11', 50],
      ['c', '2024-01-05', '2024-02-12', 200],
      ['c', '2024-02-12', '', 150],
    ])
    const report = await answer(file, '--as-of', '2024-02-29')
    const [grr, nrr] = cells(report, 'recurring_revenue', '2024-02', 'grr', 'nrr')
    expect([grr, nrr]).toEqual([250 / 350, 270 / 350])
  })

  it('adds up from period to period', async () => {
    const file = subscriptions([
      ['a', '2024-01-03', '2024-02-10', 100],
      ['b', '2024-02-04', '', 50],
      ['a', '2024-03-05', '2024-04-12', 70],
      ['c', '2024-03-01', '2024-03-20', 5],
    ])
    const names = ['at_start', 'new', 'reactivated', 'expansion', 'contraction', 'churn', 'at_end']
    const report = await answer(file, '--as-of', '2024-04-30')
    expect(rowsOf(report, 'recurring_revenue').map(row => names.map(name => row[name]))).toEqual([
      [0, 100, 0, 0, 0, 0, 100],
      [100, 50, 0, 0, 0, -100, 50],
      [50, 0, 70, 0, 0, 0, 120],
      [120, 0, 0, 0, 0, -70, 50],
    ])
    // c joined and left within March.
    expect(cells(report, 'churn', '2024-03', 'joined_and_left')).toEqual([1])
  })

  it('is left out without amounts', async () => {
    const file = fileOf('s.csv', 'customer,start,end\na,2024-01-01,2024-02-01\n')
    expect(Object.keys((await answer(file)).tables)).toEqual(['churn'])
  })
})

describe('payments for a time', () => {
  it('end when what they cover does; a payment for a year counts a twelfth a month', async () => {
    const file = fileOf('p.csv', 'customer,date,amount\na,2024-01-31,10\na,2024-02-29,10\nb,2024-01-15,120\n')
    const monthly = await answer(file, '--covers', '1m', '--as-of', '2024-04-15')
    // a is covered up to 29 February and from then to 29 March, b up to 15 February.
    expect(rowsOf(monthly, 'churn').map(row => row.churned)).toEqual([0, 1, 1, 0])
    const yearly = await answer(file, '--covers', '1y', '--as-of', '2024-04-15')
    expect(cells(yearly, 'recurring_revenue', '2024-04', 'at_start')).toEqual([11.67])
  })
})

describe('what cannot be answered, and what is left out', () => {
  it('needs to know when anything ends', async () => {
    const file = fileOf('s.csv', 'customer,start\na,2024-01-01\n')
    const { code, stderr } = await tenure(['churn', 'contractual', file])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--end COLUMN')])
  })

  it.each(['0m', '1', '3 months'])('--covers %s is no length', async length => {
    const words = ['churn', 'contractual', subscriptions([]), '--covers', length]
    expect(await tenure(words)).toMatchObject({ code: 2, stderr: expect.stringContaining('such as 30d') })
  })

  it('says which rows count otherwise', async () => {
    const file = subscriptions([
      ['a', '2024-01-03', '2024-01-02'],
      ['', '2024-01-04', ''],
      ['b', '2024-01-05', '2024-06-01'],
      ['c', '2024-01-05', '', -1],
    ])
    const { notes } = await answer(file, '--as-of', '2024-02-29')
    expect(notes.join('\n')).toMatch(/1 subscriptions that end after 2024-02-29 count as running/)
    expect(notes.join('\n')).toMatch(/1 rows left out: they end before they start/)
    expect(notes.join('\n')).toMatch(/1 rows left out: they have no customer/)
    expect(notes.join('\n')).toMatch(/1 rows left out: they give money back/)
  })
})

describe('by what is known of customers', () => {
  const file = fileOf(
    'plans.csv',
    `customer,start,end,mrr,plan,why
a,2024-01-03,2024-02-10,10,basic,price
b,2024-01-04,2024-02-11,20,pro,left town
c,2024-01-05,2024-02-12,10,basic,price
d,2024-01-06,,20,pro,
e,2024-01-07,2024-01-20,10,basic,price
e,2024-01-20,,20,basic,
`,
  )

  it('churn is parted by an attribute, and adds up', async () => {
    const report = await answer(file, '--as-of', '2024-02-29', '--by', 'plan')
    const rows = rowsOf(report, 'churn').filter(({ period }) => period === '2024-02')
    expect(rows.map(row => [row.plan, row.customers_at_start, row.churned])).toEqual([
      ['basic', 3, 2],
      ['pro', 2, 1],
    ])
    const revenue = rowsOf(report, 'recurring_revenue').filter(({ period }) => period === '2024-02')
    expect(revenue.map(row => [row.at_start, row.churn])).toEqual([
      [40, -20],
      [40, -20],
    ])
  })

  it('reasons are those of the last row of who is lost', async () => {
    const report = await answer(file, '--as-of', '2024-02-29', '--reason', 'why')
    expect(rowsOf(report, 'reasons').map(row => Object.values(row))).toEqual([
      ['price', 2, 3, 2 / 3],
      ['left town', 1, 3, 1 / 3],
    ])
  })

  it('--reason and --by must look at one row', async () => {
    const words = ['churn', 'contractual', file, '--by', 'plan', '--reason', 'why']
    expect(await tenure(words)).toMatchObject({ code: 2, stderr: expect.stringContaining('--by-at last') })
    expect((await tenure([...words, '--by-at', 'last'])).code).toBe(0)
  })
})
