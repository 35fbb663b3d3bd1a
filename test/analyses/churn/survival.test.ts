import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../src/math/calendar.ts'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const AS_OF = '2024-03-31'

/** Days to the first repeat; with 0 the time since the first order, none having followed. */
type Spell = readonly [days: number, repeated: 0 | 1]

const daysBefore = (days: number) => formatDay(parseDay(AS_OF)! - days)

const ordersOf = (spells: readonly Spell[]) => {
  const lines = spells.flatMap(([days, repeated], i) =>
    repeated === 1 ? [`c${i},${daysBefore(days)}`, `c${i},${AS_OF}`] : [`c${i},${daysBefore(days)}`],
  )
  return fileOf('orders.csv', `customer,date\n${lines.join('\n')}\n`)
}

const answer = (file: string, ...words: string[]) =>
  tenureJson(['churn', 'survival', file, '--as-of', AS_OF, ...words])

// Definition R8.
const R8: Spell[] = [
  [10, 1],
  [15, 1],
  [20, 0],
  [25, 1],
  [30, 0],
  [40, 1],
  [60, 0],
  [60, 0],
]

describe('time to the first repeat', () => {
  it('is that of definition R8', async () => {
    const report = await answer(ordersOf(R8), '--at', '5,40,61')
    const curve = rowsOf(report, 'curve').filter(row => row.curve === 'first_repeat')
    expect(curve.map(row => [row.days, row.at_risk, row.events, row.censored])).toEqual([
      [10, 8, 1, 0],
      [15, 7, 1, 0],
      [20, 6, 0, 1],
      [25, 5, 1, 0],
      [30, 4, 0, 1],
      [40, 3, 1, 0],
      [60, 2, 0, 2],
    ])
    const survival = [0.875, 0.75, 0.75, 0.6, 0.6, 0.4, 0.4]
    for (const [i, expected] of survival.entries()) {
      expect(curve[i]!.survival).toBeCloseTo(expected, 12)
      expect(curve[i]!.repeat).toBeCloseTo(1 - expected, 12)
    }
    expect(rowsOf(report, 'summary')[0]).toEqual({
      curve: 'first_repeat',
      n: 8,
      events: 4,
      p25: 15,
      median: 40,
      p75: null,
      p80: null,
      p90: null,
    })
    const [early, by40, late] = rowsOf(report, 'repeat_by')
    expect([early!.repeat, early!.repeat_low, early!.at_risk]).toEqual([0, 0, 8])
    expect(by40!.repeat).toBeCloseTo(0.6, 12)
    expect(by40!.at_risk).toBe(3)
    expect([late!.repeat, late!.repeat_low, late!.at_risk]).toEqual([null, null, 0])
  })

  it('has no interval where everyone came back', async () => {
    const [row] = rowsOf(await answer(ordersOf([[7, 1]])), 'curve')
    expect([row!.survival, row!.survival_low, row!.survival_high]).toEqual([0, null, null])
  })
})

describe('time between orders', () => {
  it('takes every purchase day, those of refunds and repeats on a day left out', async () => {
    const file = fileOf(
      'orders.csv',
      `customer,date,amount
a,2024-03-01,5
a,2024-03-01,5
a,2024-03-11,5
a,2024-03-20,-5
`,
    )
    const curve = rowsOf(await answer(file), 'curve').filter(row => row.curve === 'between_orders')
    expect(curve.map(row => [row.days, row.at_risk, row.events, row.censored])).toEqual([
      [10, 2, 1, 0],
      [20, 1, 0, 1],
    ])
  })
})

it('says whose orders are in no curve', async () => {
  const file = fileOf('orders.csv', 'customer,date\na,2024-03-30\n,2024-03-30\n')
  expect((await answer(file)).notes).toContain('Left out: 1 order without a customer (50.0% of all orders).')
})

describe('--at', () => {
  it('is a list of days, in order and each once', async () => {
    const rows = rowsOf(await answer(ordersOf(R8), '--at', '20,10,20'), 'repeat_by')
    expect(rows.map(row => row.days)).toEqual([10, 20, 10, 20])
  })

  it.each(['', '10,', 'x', '-1'])('refuses %j', async at => {
    const outcome = await tenure(['churn', 'survival', ordersOf(R8), `--at=${at}`])
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('not whole numbers') })
  })
})

it('shows people the summary and a glance of the curves', async () => {
  const words = ['churn', 'survival', ordersOf(R8), '--as-of', AS_OF, '--format', 'table']
  const { stdout } = await tenure(words, { columns: 80 })
  const titles = ['Days to the next order', 'Share with a further order by day', 'Curves, day by day']
  const places = titles.map(title => stdout.indexOf(title))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(stdout).toContain('repeat by days (down) and curve (across).')
})

// Definition C2 for the median; R7 for day 90, as nobody is censored by then; the rest lifelines on DuckDB's gaps.
describe.skipIf(!existsSync(CDNOW))(`CDNOW (skipped where ${CDNOW} is absent)`, () => {
  it('has the curves of another program', async () => {
    const report = await tenureJson(['churn', 'survival', CDNOW])
    const [first, between] = rowsOf(report, 'summary')
    expect([first!.n, first!.events, first!.p25, first!.median]).toEqual([23570, 11516, 60, null])
    expect([between!.n, between!.events, between!.p25, between!.median, between!.p75, between!.p80]).toEqual([
      67591,
      44021,
      22,
      94,
      null,
      null,
    ])
    const day90 = rowsOf(report, 'repeat_by').find(row => row.days === 90)
    expect(day90!.repeat).toBeCloseTo(6887 / 23570, 12)
    const last = rowsOf(report, 'curve').filter(row => row.days === 365)
    const by365 = rowsOf(report, 'repeat_by').filter(row => row.days === 365)
    LIFELINES_365.forEach(([survival, low, high], i) => {
      expect(by365[i]!.repeat_low).toBeCloseTo(1 - high, 9)
      expect(by365[i]!.repeat_high).toBeCloseTo(1 - low, 9)
      expect(last[i]!.survival).toBeCloseTo(survival, 9)
      expect(last[i]!.survival_low).toBeCloseTo(low, 9)
      expect(last[i]!.survival_high).toBeCloseTo(high, 9)
    })
  })
})

/** S(365) and its interval, of first_repeat and of between_orders. */
const LIFELINES_365: [survival: number, low: number, high: number][] = [
  [0.5413661434, 0.5349814816, 0.5477037506],
  [0.3243997714, 0.3206718059, 0.32813253],
]
