/** What holds for the answers of several commands, whatever the rows: the ground rules of the definitions. */

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { randomNumbers, shuffled } from './support/batches.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from './support/tenure.ts'

const HEADER = 'order,customer,at,amount\n'

/** Moments at which calendars go wrong: clocks that change, a leap day, ends of years and of months. */
const MOMENTS = [
  '2023-12-31T22:30:00Z',
  '2023-12-31T23:59:59Z',
  '2024-01-01T00:00:00Z',
  '2024-02-28T23:30:00Z',
  '2024-02-29T12:00:00Z',
  '2024-03-01T00:30:00Z',
  '2024-03-10T07:30:00Z',
  '2024-03-31T01:30:00Z',
  '2024-03-31T22:30:00Z',
  '2024-04-30T14:30:00Z',
  '2024-04-30T18:29:00Z',
  '2024-04-30T18:31:00Z',
]

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']

const random = randomNumbers(11)
const ROWS = Array.from({ length: 120 }, (_, i) => ({
  customer: `c${Math.floor(random() * 25)}`,
  at: MOMENTS[Math.floor(random() * MOMENTS.length)]!,
  line: `o${i},`,
}))
const LINES = ROWS.map(({ customer, at, line }, i) => `${line}${customer},${at},${(i * 7) % 50}\n`)

const QUESTIONS = [
  ['cohort', '--complete-history'],
  ['cohort', '--clock', 'rolling', '--complete-history'],
  ['churn', 'state', '--t1', '20', '--t2', '40'],
  ['churn', 'contractual', '--covers', '30d'],
  ['orders'],
]

const ask = (words: readonly string[], files: readonly string[], zone: string) =>
  tenureJson([...words, ...files, '--tz', zone, '--as-of', '2024-05-31'])

/** Asked whether any split changes the answer. */
const SPLIT = [
  ...QUESTIONS,
  ['segment', '--detail'],
  ['lifecycle', 'growth', '--complete-history', '--period', 'week'],
  ['lifecycle', 'stages', '--t1', '20', '--t2', '40'],
  ['lifecycle', 'moves', '--t1', '20', '--t2', '40', '--every', 'week'],
]

describe.each(SPLIT.map(words => ({ words, name: words.join(' ') })))('tenure $name', ({ words }) => {
  it('neither the order of rows nor of files nor a split changes anything', async () => {
    const folder = folderOf({
      'all.csv': HEADER + LINES.join(''),
      'shuffled.csv': HEADER + shuffled(LINES, randomNumbers(3)).join(''),
      'one.csv': HEADER + LINES.slice(0, 47).join(''),
      'two.csv': HEADER + LINES.slice(47).join(''),
    })
    const of = async (...files: string[]) =>
      (
        await ask(
          words,
          files.map(file => join(folder, file)),
          'Europe/Berlin',
        )
      ).tables
    const whole = await of('all.csv')
    expect(await of('shuffled.csv')).toEqual(whole)
    expect(await of('one.csv', 'two.csv')).toEqual(whole)
    expect(await of('two.csv', 'one.csv')).toEqual(whole)
  })
})

const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))

/** Customer → their orders' months, or days, by the local dates that the platform prints. */
function localDates(zone: string, what: { day?: '2-digit' } = {}): Map<string, Set<string>> {
  const date = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    ...what,
  })
  const dates = new Map<string, Set<string>>()
  for (const { customer, at } of ROWS)
    dates.set(customer, (dates.get(customer) ?? new Set()).add(date.format(Date.parse(at))))
  return dates
}

/** Customers of every cohort and month. */
function naiveTriangle(zone: string): [cohort: string, period: number, customers: number][] {
  const counts = new Map<string, number>()
  for (const own of localDates(zone).values()) {
    const cohort = [...own].sort()[0]!
    for (const month of own) {
      const cell = `${cohort} ${index(month) - index(cohort)}`
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
  }
  return [...counts].sort().map(([cell, count]) => [cell.slice(0, 7), Number(cell.slice(8)), count])
}

it.each(ZONES)('cohorts at clock changes, leap day and year end in %s', async zone => {
  const file = fileOf('orders.csv', HEADER + LINES.join(''))
  const cells = rowsOf(await ask(['cohort', '--complete-history'], [file], zone), 'cohorts')
  const found = cells.filter(({ customers }) => Number(customers) > 0)
  expect(found.map(({ cohort, period, customers }) => [cohort, period, customers])).toEqual(
    naiveTriangle(zone),
  )
})

it.each(ZONES)('growth at clock changes, leap day and year end in %s', async zone => {
  const file = fileOf('orders.csv', HEADER + LINES.join(''))
  const rows = rowsOf(await ask(['lifecycle', 'growth', '--complete-history'], [file], zone), 'growth')
  const customers = [...localDates(zone).values()].map(months => new Set([...months].map(index)))
  for (const { period, new: added, returning, resurrecting, dormant, active } of rows) {
    const month = index(String(period))
    const count = (holds: (own: Set<number>) => boolean) => customers.filter(holds).length
    const isFirst = (own: Set<number>) => Math.min(...own) === month
    expect([period, added, returning, resurrecting, dormant, active]).toEqual([
      period,
      count(own => own.has(month) && isFirst(own)),
      count(own => own.has(month) && own.has(month - 1)),
      count(own => own.has(month) && !own.has(month - 1) && !isFirst(own)),
      count(own => !own.has(month) && own.has(month - 1)),
      count(own => own.has(month)),
    ])
    expect(Number(added) + Number(returning) + Number(resurrecting)).toBe(active)
  }
})

it.each(ZONES)('days since the last order are calendar days in %s', async zone => {
  const file = fileOf('orders.csv', HEADER + LINES.join(''))
  const days = localDates(zone, { day: '2-digit' })
  const since = (customer: unknown) =>
    (Date.parse('2024-05-31') - Date.parse([...days.get(String(customer))!].sort().at(-1)!)) / 86_400_000
  for (const words of [['segment'], ['churn', 'state', '--t1', '20', '--t2', '40']]) {
    const rows = rowsOf(await ask([...words, '--detail'], [file], zone), 'customers')
    expect(rows.length).toBe(days.size)
    for (const row of rows) expect(row.days_since_last).toBe(since(row.customer))
  }
})

it('thresholds frozen on a date give the same segments and states on it', async () => {
  const folder = folderOf({ 'orders.csv': HEADER + LINES.join('') })
  const file = join(folder, 'orders.csv')
  for (const words of [['segment'], ['churn', 'state', '--min-gaps', '20']]) {
    const asked = [...words, file, '--as-of', '2024-05-31', '--detail']
    const saved = join(folder, 'saved.json')
    await tenure([...asked, '--format', 'json', '--output', saved])
    const frozen = await tenureJson([...asked, '--thresholds', saved])
    expect(rowsOf(frozen, 'customers')).toEqual(rowsOf(await tenureJson(asked), 'customers'))
  }
})

// Definition G9, printed to four decimals.
it.each([
  [2, 10, 0.0567, 0.5098],
  [0, 10, 0, 0.2775],
  [200, 1000, 0.1764, 0.2259],
])('the interval of %d of %d is that of Wilson', async (lost, all, low, high) => {
  const lines = Array.from({ length: all }, (_, i) => `s${i},2024-01-03,${i < lost ? '2024-02-10' : ''}\n`)
  const file = fileOf('s.csv', `customer,start,end\n${lines.join('')}`)
  const report = await tenureJson(['churn', 'contractual', file, '--as-of', '2024-02-29'])
  const february = rowsOf(report, 'churn')[1]!
  expect(february.churn_rate_low).toBeCloseTo(low, 4)
  expect(february.churn_rate_high).toBeCloseTo(high, 4)
  // Definition G12: fewer than 30.
  expect(february.low_n).toBe(all < 30)
})

describe('one clear line', () => {
  const file = fileOf('orders.csv', HEADER + LINES.join(''))

  it.each(QUESTIONS)('an as-of date before the data: %s %s', async (...words) => {
    const { code, stderr } = await tenure([...words, file, '--tz', 'UTC', '--as-of', '2020-01-01'])
    expect(code).toBe(3)
    expect(stderr).toMatch(/none of 120 rows can be used.*after the as-of date.*\n\s+check --as-of/)
  })

  it.each(QUESTIONS.filter(words => !words.includes('rolling')))(
    'a period longer than the data: %s %s',
    async (...words) => {
      const year = async (asOf: string) =>
        (await tenureJson([...words, file, '--tz', 'Asia/Kolkata', '--as-of', asOf, '--period', 'year']))
          .notes
      // In India the first row is of 2024 already.
      expect((await year('2024-12-30')).join()).toContain('holds no year that is over')
      expect((await year('2024-12-31')).join()).not.toContain('holds no year that is over')
    },
  )
})
