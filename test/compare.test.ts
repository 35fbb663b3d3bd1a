/** What --compare says, for every analysis that takes it, driven by the list of analyses. */

import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { folderOf, rowsOf, tenure, tenureJson } from './support/tenure.ts'

const compared = analyses
  .filter(({ flags }) => 'compare' in flags)
  .map(({ name, flags }) => ({ words: name.join(' '), name, freezes: 'thresholds' in flags }))

const ASKED: Readonly<Record<string, readonly string[]>> = {
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
  ]
  it.each(CASES)('of %s with %j is %s', async (asOf, words, before) => {
    const report = await tenureJson(['segment', orders, '--as-of', asOf, ...words])
    expect(rowsOf(report, 'compare')[0]!.as_of_before).toBe(before)
  })
})
