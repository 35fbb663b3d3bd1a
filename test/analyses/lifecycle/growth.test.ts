import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../src/math/calendar.ts'
import { randomNumbers, shuffled } from '../../support/batches.ts'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

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

describe('events', () => {
  const LINES = [
    'a,2024-01-05,visit',
    'a,2024-01-05,buy',
    'a,2024-02-05,visit',
    'b,2024-02-05,buy',
    ',2024-02-06,buy',
  ]
  const answer = (...words: string[]) => {
    const file = fileOf('events.csv', `customer,time,event\n${LINES.join('\n')}\n`)
    return tenure(['lifecycle', 'growth', file, '--as-of', '2024-02-29', '--format', 'json', ...words])
  }
  const countsBy = async (...words: string[]) => {
    const { stdout, stderr } = await answer(...words)
    if (stdout === '') throw new Error(stderr)
    return rowsOf(JSON.parse(stdout), 'growth').map(countsOf)
  }

  it('any of them makes active, or those that are named', async () => {
    expect(await countsBy('--events')).toEqual([
      [1, 0, 0, 0, 1],
      [1, 1, 0, 0, 2],
    ])
    expect(await countsBy('--events', '--event-name', 'buy')).toEqual([
      [1, 0, 0, 0, 1],
      [1, 0, 0, 1, 1],
    ])
    expect((await answer('--events')).stdout).toContain('Left out: 1 row without a customer (20.0%).')
  })

  it.each([
    [['--events', '--event-name', 'by'], /no such event, did you mean "buy"/],
    [['--event-name', 'buy'], /--event-name means nothing without --events/],
  ])('%j', async (words, message) => {
    expect(await answer(...words)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) })
  })
})

describe('dates of signup', () => {
  const LINES = [
    // a signed up before the export begins, b in the month of the first order, c a month before it, d after it, e never.
    'a,2024-01-05,1,2023-05-01',
    'b,2024-02-05,1,2024-02-01',
    'c,2024-03-05,1,2024-02-28',
    'c,2024-03-06,1,',
    'd,2024-02-05,1,2024-03-01',
    'd,2024-03-07,1,2024-03-01',
    'e,2024-03-07,1,',
  ]
  it('say who is new; nothing is left-censored', async () => {
    const file = fileOf('orders.csv', `customer,date,amount,joined\n${LINES.join('\n')}\n`)
    const report = await tenureJson([
      'lifecycle',
      'growth',
      file,
      '--acquired',
      'joined',
      '--as-of',
      '2024-03-31',
    ])
    const rows = rowsOf(report, 'growth')
    expect(rows.map(countsOf)).toEqual([
      [0, 0, 1, 0, 1],
      [2, 0, 0, 1, 2],
      [1, 1, 1, 1, 3],
    ])
    expect(rows.map(row => row.left_censored)).toEqual([false, false, false])
    expect(report.notes.join()).toContain(
      'without a date of signup, who are new on their first active day: 1.',
    )
  })
})

describe('whatever the export', () => {
  const random = randomNumbers(3)
  const lines = Array.from(
    { length: 600 },
    () =>
      `c${Math.floor(random() * 70)},${formatDay(parseDay('2023-11-20')! + Math.floor(random() * 500))},1`,
  )

  it.each(['day', 'week', 'month', 'quarter', 'year'])(
    'by %s the identities hold, in any order and split',
    async period => {
      const words = ['--period', period, '--as-of', '2025-04-30']
      const { report, rows } = await growthOf(lines, ...words)
      for (const [i, row] of rows.entries()) {
        const { new: added, returning, resurrecting, dormant, active } = row as Record<string, number>
        expect(added! + returning! + resurrecting!).toBe(active)
        if (i > 0) expect(Number(rows[i - 1]!.active) - returning!).toBe(dormant)
      }
      const customers = new Set(lines.map(line => line.split(',')[0])).size
      expect(rows.reduce((total, row) => total + Number(row.new), 0)).toBe(customers)
      const mixed = shuffled(lines, random)
      const folder = folderOf({ 'a.csv': csvOf(mixed.slice(0, 99)), 'b.csv': csvOf(mixed.slice(99)) })
      expect((await tenureJson(['lifecycle', 'growth', folder, ...words])).tables).toEqual(report.tables)
    },
  )

  it.each([
    ['UTC', ['2024-03', '2024-04']],
    ['Europe/Berlin', ['2024-04']],
    ['America/New_York', ['2024-03']],
    ['Asia/Kolkata', ['2024-04']],
    ['Pacific/Apia', ['2024-04']],
  ])('months are local in %s', async (zone, months) => {
    // An hour and a half before and after midnight UTC, on the night in which clocks change in Berlin's country.
    const { rows } = await growthOf(['a,2024-03-31T22:30:00Z,1', 'b,2024-04-01T00:30:00Z,1'], '--tz', zone)
    expect(rows.map(row => row.period)).toEqual(months)
  })
})
