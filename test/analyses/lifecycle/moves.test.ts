import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../src/math/calendar.ts'
import { randomNumbers, shuffled } from '../../support/batches.ts'
import { CDNOW } from '../../support/histories.ts'
import { folderOf, type JsonReport, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const START = parseDay('2024-01-01')!
const on = (day: number) => formatDay(START + day)
const order = (customer: string, day: number, amount = 10) => `${customer},${on(day)},${amount}`
const csvOf = (lines: readonly string[]) => `customer,date,amount\n${lines.map(line => `${line}\n`).join('')}`

const words = (lines: readonly string[], rules: string, ...rest: string[]) => {
  const folder = folderOf({ 'orders.csv': csvOf(lines), 'rules.yaml': rules })
  return ['lifecycle', 'moves', `${folder}/orders.csv`, '--rules', `${folder}/rules.yaml`, ...rest]
}

const counts = (report: JsonReport) =>
  rowsOf(report, 'moves')
    .filter(row => row.customers !== 0)
    .map(row => `${row.from} > ${row.to}: ${row.customers} of ${row.customers_from}`)

const FROZEN = 'rules:\n- {name: active, when: days_since_last <= 30}\n- else: lapsed\n'

// The worked example of S5: R <= 30 is active; a 10 → 40, b 50 → 5, c 20 → 10, d 80 → 110, e new 3.
it('a matrix between two dates, with who is new', async () => {
  const lines = [
    order('a', 90),
    order('b', 50),
    order('b', 125),
    order('c', 80),
    order('c', 120),
    order('d', 20),
  ]
  const report = await tenureJson([
    ...words([...lines, order('e', 127)], FROZEN, '--as-of', on(130), '--from', on(100), '--to', on(130)),
  ])
  expect(counts(report)).toEqual([
    'active > active: 1 of 2',
    'active > lapsed: 1 of 2',
    'lapsed > active: 1 of 2',
    'lapsed > lapsed: 1 of 2',
    'not_yet > active: 1 of null',
  ])
  const [active, lapsed] = rowsOf(report, 'flows')
  expect(active).toMatchObject({
    at_start: 2,
    leavers: 1,
    entrants: 1,
    first_seen: 1,
    at_end: 3,
    leaving_rate: 0.5,
  })
  expect(lapsed).toMatchObject({ at_start: 2, leavers: 1, entrants: 1, first_seen: 0, at_end: 2 })
  expect(report.notes.join()).toContain('Table matter is empty')
})

// The worked example of J5: N A R A R L.
it('loops are stages entered again', async () => {
  const rules = `rules:
- {name: N, when: [orders = 1, days_since_last <= 5]}
- {name: A, when: days_since_last <= 10}
- {name: R, when: days_since_last <= 30}
- else: L
`
  const report = await tenureJson(
    words([order('a', 0), order('a', 20)], rules, '--as-of', on(60), '--from', on(0), '--to', on(60)),
  )
  expect(
    rowsOf(report, 'entries').map(row => [row.stage, row.entries, row.loops, row.customers_returned]),
  ).toEqual([
    ['N', 1, 0, 0],
    ['A', 2, 1, 1],
    ['R', 2, 1, 1],
    ['L', 1, 0, 0],
  ])
})

describe('which moves matter', () => {
  const RULES = 'rules:\n- {name: repeat, when: orders >= 2}\n- else: once\n'
  // All order once for 10 on day 0: one stage, one score each of R, F and M. Two order again by day 20.
  const lines = ['a', 'b', 'c', 'd', 'e', 'f'].map(customer => order(customer, 0))
  lines.push(order('a', 15), order('b', 20))
  // Revenue of the 30 days after day 20: movers 30 and 50; stayers 0, 10, 20 and 10; what is later does not count.
  lines.push(
    order('a', 21, 30),
    order('b', 50, 50),
    order('d', 30),
    order('e', 50, 20),
    order('f', 21),
    order('c', 51, 99),
  )
  const at = ['--from', on(10), '--to', on(20), '--within', '30']

  it('movers against those who stayed', async () => {
    const report = await tenureJson(words(lines, RULES, '--as-of', on(60), ...at))
    const [row] = rowsOf(report, 'matter')
    expect(row).toMatchObject({
      from: 'once',
      to: 'repeat',
      customers: 2,
      matched: 2,
      stayed: 4,
      low_n: true,
    })
    // 40 - 10; s² of movers 200, of stayers 200 / 3: standard error √(200 / 2 + 200 / 12) = 10.8012.
    expect(row).toMatchObject({
      revenue_movers: 40,
      revenue_stayed: 10,
      difference: 30,
      customers_x_difference: 60,
    })
    expect(row!.difference_low).toBeCloseTo(30 - 1.959964 * 10.80123, 4)
    expect(row!.difference_high).toBeCloseTo(30 + 1.959964 * 10.80123, 4)
    expect(report.notes.join()).toContain('an association')
  })

  it('only where the days after it are over', async () => {
    expect(rowsOf(await tenureJson(words(lines, RULES, '--as-of', on(50), ...at)), 'matter')).toHaveLength(1)
    expect(rowsOf(await tenureJson(words(lines, RULES, '--as-of', on(49), ...at)), 'matter')).toEqual([])
  })

  it('a mover whom nobody is like has no match', async () => {
    // g has spent more than all others by the first date, and moves.
    const more = [...lines, order('g', 0, 500), order('g', 15, 1)]
    const [row] = rowsOf(await tenureJson(words(more, RULES, '--as-of', on(60), ...at)), 'matter')
    expect(row).toMatchObject({ customers: 3, matched: 2, difference: 30, customers_x_difference: 90 })
  })
})

describe('dates', () => {
  const lines = [order('a', 0), order('b', 40), order('a', 100)]
  it.each([
    [['--to', on(50)], /--to needs --from/],
    [['--from', on(50), '--to', on(50)], /--from is not before --to/],
    [['--from', on(50), '--to', on(200)], /--to 2024-07-19 is after the as-of date, 2024-04-10/],
    [['--every', 'year'], /too late for two dates/],
  ])('%j', async (given, message) => {
    const { code, stderr } = await tenure(words(lines, FROZEN, '--as-of', on(100), ...given))
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) })
  })

  it('are the ends of months, or of other periods', async () => {
    const dates = async (...given: string[]) => {
      const report = await tenureJson(words(lines, FROZEN, '--as-of', on(100), ...given))
      return [...new Set(rowsOf(report, 'flows').map(row => row.date_to))]
    }
    // A leap day ends February.
    expect(await dates()).toEqual(['2024-02-29', '2024-03-31'])
    expect(await dates('--every', 'week', '--from', on(80))).toEqual(['2024-03-31', '2024-04-07'])
  })
})

it('whatever the export: everybody is once in the matrix, and nothing depends on the order of rows', async () => {
  const random = randomNumbers(5)
  const lines = Array.from({ length: 500 }, () =>
    order(`c${Math.floor(random() * 50)}`, Math.floor(random() * 300), 7),
  )
  const given = ['--as-of', on(330), '--every', 'quarter', '--within', '20']
  const report = await tenureJson(words(lines, FROZEN, ...given))
  for (const row of rowsOf(report, 'flows')) {
    const { at_start, leavers, entrants, first_seen, at_end } = row as Record<string, number>
    expect(at_start! - leavers! + entrants! + first_seen!).toBe(at_end)
  }
  const last = rowsOf(report, 'flows').filter(row => row.date_to === '2024-09-30')
  const seen = new Set(
    lines.filter(line => line.split(',')[1]! <= '2024-09-30').map(line => line.split(',')[0]),
  )
  expect(last.reduce((total, row) => total + Number(row.at_end), 0)).toBe(seen.size)
  expect((await tenureJson(words(shuffled(lines, random), FROZEN, ...given))).tables).toEqual(report.tables)
})

// Of an independent program: stages, quintiles and strata by data frames, without a line in common.
describe.skipIf(!existsSync(CDNOW))('CDNOW, February 1998', () => {
  it('moves and what follows them', async () => {
    const report = await tenureJson([
      'lifecycle',
      'moves',
      CDNOW,
      '--from',
      '1998-01-31',
      '--to',
      '1998-02-28',
    ])
    expect(counts(report)).toContain('active > at_risk: 638 of 4223')
    expect(counts(report)).toContain('churned > won_back: 247 of 15253')
    const columns = [
      'from',
      'to',
      'customers',
      'matched',
      'stayed',
      'difference',
      'difference_low',
      'difference_high',
    ]
    const found = rowsOf(report, 'matter').map(row => columns.map(name => row[name]))
    const near = (value: number) => expect.closeTo(value, 5)
    expect(found.slice(0, 4)).toEqual([
      ['active', 'at_risk', 638, 584, 3579, near(-15.241117), near(-19.336925), near(-11.145309)],
      ['at_risk', 'active', 266, 266, 2678, near(15.308597), near(9.203896), near(21.413298)],
      ['churned', 'won_back', 247, 247, 14524, near(9.860921), near(5.544602), near(14.17724)],
      ['at_risk', 'churned', 571, 571, 2678, near(-3.145099), near(-5.862272), near(-0.427927)],
    ])
  })
})
