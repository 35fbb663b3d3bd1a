import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CDNOW } from '../../support/histories.ts'
import { AS_OF, csvOf, daysBefore, type Line, S2_LINES } from '../../support/segment-example.ts'
import { fileOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const value = (lines: readonly Line[], ...words: string[]) =>
  tenureJson(['segment', 'value', fileOf('orders.csv', csvOf(lines)), '--as-of', AS_OF, ...words])

describe('the worked example of S7', () => {
  it('has its shares and Gini', async () => {
    const report = await value(S2_LINES)
    const [share] = rowsOf(report, 'share')
    expect(share).toMatchObject({ customers: 10, value: 2545, top_customers: 2, goal_customers: 3 })
    expect(share!.top_share).toBeCloseTo(0.6287, 4)
    expect(share!.gini).toBeCloseTo(0.6356, 4)
  })

  it('has a customer in each decile, best first', async () => {
    const report = await value(S2_LINES, '--detail')
    const values = [900, 700, 610, 150, 80, 35, 25, 20, 15, 10]
    expect(rowsOf(report, 'deciles').map(row => [row.decile, row.customers, row.value])).toEqual(
      values.map((one, i) => [i + 1, 1, one]),
    )
    expect(rowsOf(report, 'customers').map(row => [row.customer, row.net_revenue, row.decile])[8]).toEqual([
      'c05',
      15,
      9,
    ])
  })

  it('has a curve from nobody to all', async () => {
    const curve = rowsOf(await value(S2_LINES), 'lorenz')
    expect(curve.length).toBe(21)
    const at = (percent: number) => curve[percent / 5]!.share_of_value as number
    // The poorest: 10, 15, 20, 25, …; straight between two customers.
    expect([at(0), at(10), at(20), at(100)]).toEqual([0, 10 / 2545, 25 / 2545, 1])
    expect(at(15)).toBeCloseTo(17.5 / 2545, 12)
  })

  it('--top and --goal ask otherwise', async () => {
    const [share] = rowsOf(await value(S2_LINES, '--top', '11', '--goal', '63'), 'share')
    // ceil(1.1) = 2 customers; 1,600 of 2,545 is 62.87 %.
    expect(share).toMatchObject({ top_customers: 2, goal_customers: 3 })
  })
})

describe('values', () => {
  it('below zero count as 0 and are counted; equal ones go by id', async () => {
    const lines: Line[] = [
      ['b', 3, 10],
      ['a', 4, 10],
      ['owed', 5, 5],
      ['owed', 4, -8],
    ]
    const report = await value(lines, '--detail')
    expect(
      rowsOf(report, 'customers').map(row => [row.customer, row.net_revenue, row.cumulative_share]),
    ).toEqual([
      ['a', 10, 0.5],
      ['b', 10, 1],
      ['owed', -3, 1],
    ])
    expect(rowsOf(report, 'share')[0]).toMatchObject({ value: 20, negative_customers: 1 })
    expect(report.notes).toContain(
      'Net revenue is below zero, after refunds, for 1 customer: it counts as 0.',
    )
  })

  // Definition K6: net revenue to the as-of date, whatever comes later.
  it('are the net revenue up to the as-of date', async () => {
    const lines: Line[] = [
      ['a', 40, 50],
      ['a', 20, -20],
      ['a', 10, 7],
    ]
    const worth = async (asOf: string) =>
      rowsOf(await value(lines, '--detail', '--as-of', asOf), 'customers')[0]!.net_revenue
    expect(await worth(daysBefore(21))).toBe(50)
    expect(await worth(daysBefore(20))).toBe(30)
    expect(await worth(daysBefore(0))).toBe(37)
  })

  it('of nothing have no shares', async () => {
    const report = await value([['a', 3, 0]])
    expect(rowsOf(report, 'share')[0]).toMatchObject({ top_share: null, goal_customers: null, gini: null })
    expect(rowsOf(report, 'lorenz')).toEqual([])
  })

  it('are the same whatever the order of the rows', async () => {
    const reversed = await value([...S2_LINES].reverse(), '--detail')
    expect(reversed.tables).toEqual((await value(S2_LINES, '--detail')).tables)
  })

  it('need amounts', async () => {
    const file = fileOf('o.csv', 'customer,date\na,2024-01-01\n')
    const { code, stderr } = await tenure(['segment', 'value', file])
    expect([code, stderr]).toEqual([2, expect.stringContaining('segment value needs amounts')])
  })
})

// Definition S7; deciles and Gini by a Polars script over the same file.
it.skipIf(!existsSync(CDNOW))('CDNOW (skipped where the file is absent)', async () => {
  const report = await tenureJson(['segment', 'value', CDNOW])
  const [share] = rowsOf(report, 'share')
  expect(share).toMatchObject({ customers: 23570, goal_customers: 7695, negative_customers: 0 })
  expect(share!.top_share).toBeCloseTo(0.67777383, 8)
  expect(share!.gini).toBeCloseTo(0.634571185, 9)
  expect(rowsOf(report, 'deciles').map(row => row.value)).toEqual([
    1273728.95, 420919.55, 254371.46, 170200.04, 120844.97, 88653.73, 66323.94, 46635.01, 34199.78, 24438.2,
  ])
  expect(rowsOf(report, 'lorenz')[10]!.share_of_value).toBeCloseTo(0.104087123, 9)
})
