/** Churn by the segment at the start of a period, against what other commands say of that day. */

import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const asked = ['--t1', '40', '--t2', '60']
let orders = ''
beforeAll(async () => {
  orders = join(folderOf({}), 'orders.csv')
  await tenure(['sample', 'orders', '--rows', '2000', '--seed', '7', '--output', orders])
})

const churn = (...words: string[]) =>
  tenureJson(['churn', 'state', orders, ...asked, '--by-segment', '--as-of', '2026-12-31', ...words])

it('adds up to the churn of every period', async () => {
  const report = await churn()
  const sums = new Map<unknown, [number, number]>()
  for (const row of rowsOf(report, 'churn_by_segment_and_period')) {
    const [atStart, churned] = sums.get(row.period) ?? [0, 0]
    sums.set(row.period, [atStart + Number(row.customers_at_start), churned + Number(row.churned)])
  }
  const whole = rowsOf(report, 'churn').map(row => [row.period, [row.customers_at_start, row.churned]])
  expect([...sums]).toEqual(whole)
  expect(whole.length).toBeGreaterThan(20)
})

it('takes the segment that segment rfm gives as of the day before, of whoever is not churned then', async () => {
  const before = ['--as-of', '2026-05-31', '--detail']
  const segments = rowsOf(await tenureJson(['segment', orders, ...before]), 'customers')
  const states = rowsOf(await tenureJson(['churn', 'state', orders, ...asked, ...before]), 'customers')
  const churned = new Set(states.filter(row => row.state === 'churned').map(row => row.customer))
  const expected = new Map<unknown, number>()
  for (const { customer, segment } of segments)
    if (!churned.has(customer)) expected.set(segment, (expected.get(segment) ?? 0) + 1)
  const june = rowsOf(await churn(), 'churn_by_segment_and_period').filter(row => row.period === '2026-06')
  const found = june.filter(row => row.customers_at_start !== 0)
  expect(new Map(found.map(row => [row.segment, row.customers_at_start]))).toEqual(expected)
})

it('sums complete periods that are not left-censored', async () => {
  const report = await churn('--since', '2026-01-01')
  const cells = rowsOf(report, 'churn_by_segment_and_period').filter(
    row => row.complete && !row.left_censored,
  )
  for (const row of rowsOf(report, 'churn_by_segment')) {
    const own = cells.filter(({ segment }) => segment === row.segment)
    expect(row.periods).toBe(own.length)
    expect(row.churned).toBe(own.reduce((sum, cell) => sum + Number(cell.churned), 0))
  }
})

it('counts who churned and came back in one period, and nobody who ordered on the very day', async () => {
  // T2 = 10: a churns on 2024-02-05 and orders on 02-20; b orders on the day on which 10 days are passed; c does not churn.
  const lines = [
    'a,2024-01-25',
    'a,2024-02-20',
    'b,2024-01-25',
    'b,2024-02-05',
    'b,2024-02-15',
    'c,2024-01-31',
  ]
  const days = ['c,2024-02-10', 'c,2024-02-20', 'b,2024-02-25']
  const file = fileOf('o.csv', ['customer,date', ...lines, ...days, ''].join('\n'))
  const words = ['--t1', '5', '--t2', '10', '--complete-history', '--as-of', '2024-02-29', '--by-segment']
  const rows = rowsOf(await tenureJson(['churn', 'state', file, ...words]), 'churn_by_segment_and_period')
  const february = rows.filter(row => row.period === '2024-02' && row.customers_at_start !== 0)
  const sum = (name: string) => february.reduce((total, row) => total + Number(row[name]), 0)
  expect([sum('customers_at_start'), sum('churned')]).toEqual([3, 1])
})
