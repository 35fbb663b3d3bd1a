import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const csvOf = (lines: readonly string[]) => `customer,date,amount\n${lines.map(line => `${line}\n`).join('')}`

/** Months of 2024 in which each customer orders, on the 5th. */
const monthly = (months: Readonly<Record<string, readonly number[]>>) =>
  Object.entries(months).flatMap(([customer, own]) => own.map(month => `${customer},2024-0${month}-05,10`))

const growthOf = async (lines: readonly string[], ...words: string[]) => {
  const report = await tenureJson(['lifecycle', 'growth', fileOf('orders.csv', csvOf(lines)), ...words])
  return { report, rows: rowsOf(report, 'growth') }
}

const COUNTS = ['new', 'returning', 'resurrecting', 'dormant', 'active'] as const
const countsOf = (row: Record<string, unknown>) => COUNTS.map(name => row[name])

// Definition L1: u1 {1,2,4} u2 {1} u3 {2,3,4} u4 {3} u5 {1,4}.
const L1 = monthly({ u1: [1, 2, 4], u2: [1], u3: [2, 3, 4], u4: [3], u5: [1, 4] })

describe('the worked example of L1 and L2', () => {
  const TABLE = [
    [3, 0, 0, 0, 3],
    [1, 1, 0, 2, 2],
    [1, 1, 0, 1, 2],
    [0, 1, 2, 1, 3],
  ]

  it('new, returning, resurrecting, dormant, active', async () => {
    const { rows } = await growthOf(L1, '--as-of', '2024-04-30')
    expect(rows.map(countsOf)).toEqual(TABLE)
    expect(rows.map(row => row.quick_ratio)).toEqual([null, 0.5, 1, 2])
    expect(rows.map(row => row.left_censored)).toEqual([true, false, false, false])
    expect(rows.map(row => row.complete)).toEqual([true, true, true, true])
  })

  it('is left out of averages where it is censored or not over', async () => {
    const { report } = await growthOf(L1, '--as-of', '2024-04-29')
    // Months 2 and 3: 2 new and none resurrecting by 3 dormant; 2 returning of the 3 + 2 active before.
    expect(rowsOf(report, 'average')).toEqual([
      expect.objectContaining({
        periods: 2,
        new: 1,
        returning: 1,
        dormant: 1.5,
        active: 2,
        returning_rate: 0.4,
      }),
    ])
    expect(rowsOf(report, 'average')[0]!.quick_ratio).toBeCloseTo(2 / 3, 12)
    expect(report.notes.join()).toContain('Too few gaps')
  })

  it('all of it counts where the history is complete', async () => {
    const { report, rows } = await growthOf(L1, '--as-of', '2024-04-30', '--complete-history')
    expect(rows.map(row => row.left_censored)).toEqual([false, false, false, false])
    expect(rowsOf(report, 'average')[0]!.periods).toBe(4)
  })

  it('shows the periods that are asked for, and reads the others', async () => {
    const { rows } = await growthOf(L1, '--since', '2024-02-01', '--until', '2024-03-31')
    expect(rows.map(row => row.period)).toEqual(['2024-02', '2024-03'])
    expect(rows.map(countsOf)).toEqual(TABLE.slice(1, 3))
  })
})

describe('periods', () => {
  it('in which nobody orders are there, up to the as-of date', async () => {
    const { rows } = await growthOf(['a,2024-01-31,1', 'a,2024-03-01,1'], '--as-of', '2024-05-10')
    expect(rows.map(row => [row.period, ...countsOf(row)])).toEqual([
      ['2024-01', 1, 0, 0, 0, 1],
      ['2024-02', 0, 0, 0, 1, 0],
      ['2024-03', 0, 0, 1, 0, 1],
      ['2024-04', 0, 0, 0, 1, 0],
      ['2024-05', 0, 0, 0, 0, 0],
    ])
    expect(rows.map(row => row.complete)).toEqual([true, true, true, true, false])
  })

  it.each([
    ['day', ['2024-02-28', '2024-02-29', '2024-03-01']],
    ['week', ['2024-02-26']],
    ['week --week-start friday', ['2024-02-23', '2024-03-01']],
    ['month', ['2024-02', '2024-03']],
    ['quarter', ['2024-Q1']],
    ['year', ['2024']],
  ])('by %s over a leap day', async (period, labels) => {
    const lines = ['a,2024-02-28,1', 'a,2024-02-29,1', 'a,2024-03-01,1']
    const { rows } = await growthOf(lines, '--period', ...period.split(' '))
    expect(rows.map(row => row.period)).toEqual(labels)
    expect(rows.map(row => row.active)).toEqual(labels.map(() => 1))
  })

  it('that start within T2 of the first row are left-censored', async () => {
    const { rows } = await growthOf(L1, '--as-of', '2024-04-30', '--t2', '27')
    // The first row is of 2024-01-05: February starts 27 days later.
    expect(rows.map(row => row.left_censored)).toEqual([true, true, false, false])
  })
})

it('a refund makes nobody active', async () => {
  const { rows } = await growthOf(['a,2024-01-05,10', 'a,2024-02-05,-10'], '--as-of', '2024-02-29')
  expect(rows.map(countsOf)).toEqual([
    [1, 0, 0, 0, 1],
    [0, 0, 0, 1, 0],
  ])
})

it('answers to the first word alone', async () => {
  const { code, stdout } = await tenure(['lifecycle', fileOf('orders.csv', csvOf(L1)), '--format', 'csv'])
  expect({ code, head: stdout.split(',')[0] }).toEqual({ code: 0, head: 'period' })
})

// Of an independent query: distinct customer and month, its first month, and whether the month before is among them.
describe.skipIf(!existsSync(CDNOW))('CDNOW', () => {
  it('month by month', async () => {
    const report = await tenureJson(['lifecycle', 'growth', CDNOW, '--complete-history'])
    const rows = rowsOf(report, 'growth')
    expect(rows.slice(0, 4).map(countsOf)).toEqual([
      [7846, 0, 0, 0, 7846],
      [8476, 1157, 0, 6689, 9633],
      [7248, 1681, 595, 7952, 9524],
      [0, 1773, 1049, 7751, 2822],
    ])
    expect(countsOf(rows.at(-1)!)).toEqual([0, 446, 1060, 1042, 1506])
  })
})
