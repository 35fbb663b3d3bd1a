/** What --compare says, for every analysis that takes it, driven by the list of analyses. */

import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from './support/tenure.ts'

const compared = analyses
  .filter(({ flags }) => 'compare' in flags)
  .map(({ name, flags }) => ({ words: name.join(' '), name, freezes: 'thresholds' in flags }))

const ASKED: Readonly<Record<string, readonly string[]>> = {
  'segment rules': ['--rules', 'fixtures/segments.yaml'],
  'segment tiers': ['--tiers', 'fixtures/tiers.yaml', '--window', '180'],
  'churn contractual': ['--covers', '1m'],
  'lifecycle stages': ['--min-gaps', '20'],
  cohort: ['--complete-history'],
  'churn state': ['--min-gaps', '20'],
  clv: ['--min-customers', '10'],
}

let folder = ''
let orders = ''
beforeAll(async () => {
  folder = folderOf({})
  orders = join(folder, 'orders.csv')
  await tenure([
    'sample',
    'orders',
    '--rows',
    '2000',
    '--seed',
    '5',
    '--from',
    '2023-01-01',
    '--output',
    orders,
  ])
})

describe.each(compared)('tenure $words --compare', ({ words, name, freezes }) => {
  it('shows for the earlier date what a run as of that date shows', async () => {
    const asked = [...name, orders, ...(ASKED[words] ?? [])]
    const now = await tenureJson([...asked, '--as-of', LATER, '--compare', 'year'])
    const saved = join(folder, 'now.json')
    await tenure([...asked, '--as-of', LATER, '--format', 'json', '--output', saved])
    const frozen = freezes ? ['--thresholds', saved] : []
    const then = await tenureJson([...asked, ...frozen, '--as-of', EARLIER, '--compare', 'previous'])
    // A share by a day that the shorter history does not reach is empty there.
    const told = rowsOf(now, 'compare').flatMap(row =>
      row.before === null ? [] : [[row.figure, row.before, row.before_n]],
    )
    expect(told).toEqual(rowsOf(then, 'compare').map(row => [row.figure, row.now, row.now_n]))
    expect(told.length).toBeGreaterThan(1)
    expect(Object.keys(now.tables)[0]).toBe('compare')
  })
})

const LATER = '2024-12-15'
const EARLIER = '2023-12-15'

describe('a change with its interval', () => {
  /** Customers with those numbers of orders, the first on 2023-05-01; `added` come a year later. */
  const rows = (orders: number[], from: number, date: string) =>
    orders.flatMap((count, i) => Array.from({ length: count }, () => `c${from + i},${date},10`))
  const file = () =>
    join(
      folderOf({
        'orders.csv': [
          'customer,date,amount',
          ...rows([1, 1, 1, 1, 1, 1, 1, 1, 3, 2], 0, '2023-05-01'),
          // By the later date: 12 with one order, 6 with two, one with five and one with four.
          ...rows([0, 0, 0, 0, 0, 0, 0, 1, 2, 2], 0, '2024-05-01'),
          ...rows([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], 10, '2024-05-01'),
          '',
        ].join('\n'),
      }),
      'orders.csv',
    )

  it('is by the score test for rates, by Welch for means', async () => {
    const report = await tenureJson(['segment', file(), '--as-of', '2024-06-30', '--compare', 'year'])
    const figures = new Map(rowsOf(report, 'compare').map(row => [row.figure, row]))
    // 2 of 10 and 8 of 20: the interval found again by likelihood maximised in SciPy 1.17.1.
    expect(figures.get('repeat_customers')).toMatchObject({ before: 0.2, now: 0.4, before_n: 10, now_n: 20 })
    expect(figures.get('repeat_customers')!.change_low).toBeCloseTo(-0.16757967647528574, 6)
    expect(figures.get('repeat_customers')!.change_high).toBeCloseTo(0.4796575611451869, 6)
    // scipy.stats.ttest_ind(equal_var=False) of the orders of each customer.
    expect(figures.get('orders_per_customer')).toMatchObject({ before: 1.3, now: 1.65 })
    expect(figures.get('orders_per_customer')!.change_low).toBeCloseTo(-0.3151859865845873, 6)
    expect(figures.get('orders_per_customer')!.change_high).toBeCloseTo(1.0151859865845871, 6)
    expect(figures.get('customers')).toMatchObject({ before: 10, now: 20, change: 10, change_low: null })
  })

  it('is an error in one line where the earlier date is before the first row', async () => {
    const { code, stderr } = await tenure(['segment', file(), '--as-of', '2023-06-30', '--compare', 'year'])
    expect(code).toBe(2)
    expect(stderr).toContain('--compare year: 2022-06-30 is before the first row, 2023-05-01')
  })
})

describe('the earlier date', () => {
  const CASES: [asOf: string, words: string[], before: string][] = [
    ['2024-02-29', ['--compare', 'year'], '2023-02-28'],
    ['2024-03-31', ['--compare', 'previous'], '2024-02-29'],
    ['2024-03-31', ['--compare', 'previous', '--window', '90'], '2024-01-01'],
    ['2024-01-31', ['--compare', 'previous'], '2023-12-31'],
    ['2024-04-30', ['--compare', 'previous'], '2024-03-31'],
    ['2024-04-29', ['--compare', 'previous'], '2024-03-29'],
    ['2025-02-28', ['--compare', 'year'], '2024-02-29'],
  ]
  it.each(CASES)('of %s with %j is %s', async (asOf, words, before) => {
    const report = await tenureJson(['segment', orders, '--as-of', asOf, ...words])
    expect(rowsOf(report, 'compare')[0]!.as_of_before).toBe(before)
  })
})

/** Figure → its row in the comparison. */
async function changesOf(words: string[]) {
  const report = await tenureJson([...words, '--compare', 'previous'])
  return new Map(rowsOf(report, 'compare').map(row => [row.figure, row]))
}

describe('the interval of a change', () => {
  it('of a ratio of counts is that of Poisson counts', async () => {
    // The example of definition L1 in the months 1 to 4: quick ratios of 1 / 1 and 2 / 1.
    const months = ['u1 1 2 4', 'u2 1', 'u3 2 3 4', 'u4 3', 'u5 1 4'].map(line => line.split(' '))
    const lines = months.flatMap(([who, ...own]) => own.map(month => `${who},2024-0${month}-10,1`))
    const path = join(folderOf({ 'o.csv': ['customer,date,amount', ...lines, ''].join('\n') }), 'o.csv')
    const changes = await changesOf(['lifecycle', 'growth', path, '--as-of', '2024-04-30'])
    const quick = changes.get('quick_ratio of the last month')!
    // Variances 2 / 1 + 4 / 1 and 1 / 1 + 1 / 1.
    expect(quick).toMatchObject({ before: 1, now: 2, change: 1 })
    expect(quick.change_high).toBeCloseTo(1 + 1.959964 * Math.sqrt(8), 6)
    expect(changes.get('new of the last month')).toMatchObject({ before: 1, now: 0, change_low: null })
    expect(changes.get('returning_rate of the last month')).toMatchObject({ before_n: 2, now_n: 2, now: 0.5 })
  })

  it('of concentration is by influence functions', async () => {
    const values = [1, 2, 2, 3, 5, 8, 13, 21, 34, 55, 60, 90, 100, 150, 7, 9, 11, 4, 1, 6]
    const lines = values.map((value, i) => `c${i},2024-0${i < 10 ? 1 : 3}-05,${value}`)
    const path = join(folderOf({ 'o.csv': ['customer,date,amount', ...lines, ''].join('\n') }), 'o.csv')
    const changes = await changesOf(['segment', 'value', path, '--as-of', '2024-03-31'])
    // NumPy 2.4.6 by the same formulas, which bootstraps of 2,000 lognormal values agree with within 2 %.
    const expected = [
      ['gini', 0.5819444444444445, 0.6520618556701031, -0.15334011120689997, 0.2935749336582172],
      [
        'top_share of 20 %',
        0.6180555555555556,
        0.6872852233676976,
        -0.28588813099308313,
        0.42434746661736716,
      ],
    ] as const
    for (const [figure, before, now, low, high] of expected) {
      const row = changes.get(figure)!
      expect(row.before).toBeCloseTo(before, 10)
      expect(row.now).toBeCloseTo(now, 10)
      expect(row.change_low).toBeCloseTo(low, 8)
      expect(row.change_high).toBeCloseTo(high, 8)
    }
  })

  it('of retained revenue is that of a ratio of sums over customers', async () => {
    // Definition R5: 100, 50 and 200 at the start of March, 120, 0 and 150 at its end; in February nothing changed.
    const lines = ['a,2024-01-05,2024-03-10,100', 'a,2024-03-10,,120', 'b,2024-01-05,2024-03-15,50']
    const more = ['c,2024-01-05,2024-03-20,200', 'c,2024-03-20,,150']
    const text = ['customer,start,end,mrr', ...lines, ...more, ''].join('\n')
    const path = join(folderOf({ 's.csv': text }), 's.csv')
    const words = ['churn', 'contractual', path, '--amount', 'mrr', '--as-of', '2024-03-31']
    const changes = await changesOf(words)
    // Standard errors by NumPy: sqrt(Σ (y - r x)² n / (n - 1)) / Σ x.
    const cases = [
      ['grr of the last month', 250 / 350, 0.16198477414681167],
      ['nrr of the last month', 270 / 350, 0.20231891806357108],
    ] as const
    for (const [figure, now, error] of cases) {
      const row = changes.get(figure)!
      expect(row.before).toBe(1)
      expect(row.now).toBeCloseTo(now, 12)
      expect(row.change_low).toBeCloseTo(now - 1 - 1.959964 * error, 6)
    }
    expect(changes.get('churn_rate of the last month')).toMatchObject({ before: 0, now: 1 / 3, now_n: 3 })
  })
})

it('of events, the earlier date is what a run as of it shows', async () => {
  const events = join(folderOf({}), 'events.csv')
  await tenure(['sample', 'events', '--rows', '3000', '--seed', '3', '--output', events])
  const last = (await tenureJson(['lifecycle', 'growth', events, '--events'])).meta.as_of
  const questions = [
    ['lifecycle', 'growth', events, '--events', '--t2', '30'],
    ['lifecycle', 'stages', events, '--events', '--model', 'awareness', '--t1', '20', '--t2', '40'],
  ]
  for (const words of questions) {
    const now = rowsOf(await tenureJson([...words, '--as-of', last, '--compare', 'previous']), 'compare')
    const asOf = String(now[0]!.as_of_before)
    const then = await tenureJson([...words, '--as-of', asOf, '--compare', 'previous'])
    expect(now.map(row => row.before)).toEqual(rowsOf(then, 'compare').map(row => row.now))
  }
})

it('the change of a sum of money has the digits of the currency', async () => {
  const path = fileOf('orders.csv', 'customer,date,amount\na,2024-01-05,0.1\na,2024-02-05,0.3\n')
  const words = ['orders', path, '--as-of', '2024-02-29', '--compare', 'previous']
  const revenue = rowsOf(await tenureJson(words), 'compare').find(({ unit }) => unit === 'money')
  // 0.3 - 0.1 is 0.19999999999999998 in doubles.
  expect(revenue).toMatchObject({ before: 0.1, now: 0.3, change: 0.2 })
})
