import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../src/math/calendar.ts'
import { CDNOW } from '../../support/histories.ts'
import { AS_OF, csvOf, S2_LINES } from '../../support/segment-example.ts'
import { fileOf, folderOf, type JsonReport, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const D1 = '2024-06-30'
const D2 = '2024-07-30'
const before = (date: string, days: number) => formatDay(parseDay(date)! - days)

// Definition S5, example Z: customer → days since the last order at D1 and D2.
const S5 = [
  ['a', before(D1, 10), 1],
  ['b', before(D1, 50), 1],
  ['b', before(D2, 5), 20],
  ['c', before(D1, 20), 4],
  ['c', before(D2, 10), 2],
  ['d', before(D1, 80), 8],
  ['e', before(D2, 3), 16],
]
const S5_CSV = ['customer,date,amount', ...S5.map(row => row.join(','))].join('\n')
const RULES = '- {name: active, when: days_since_last <= 30}\n- {else: lapsed}'

const s5 = (...words: string[]) => {
  const folder = folderOf({ 'orders.csv': S5_CSV, 'rules.yaml': RULES })
  return ['segment', 'migration', `${folder}/orders.csv`, '--rules', `${folder}/rules.yaml`, ...words]
}

const movesOf = (report: JsonReport) =>
  Object.fromEntries(rowsOf(report, 'moves').map(row => [`${row.from}>${row.to}`, row.customers]))

describe('the worked example of S5', () => {
  it('has its moves, with who was not there yet', async () => {
    const report = await tenureJson(s5('--from', D1, '--as-of', D2))
    expect(movesOf(report)).toEqual({
      'active>lapsed': 1,
      'lapsed>active': 1,
      'active>active': 1,
      'lapsed>lapsed': 1,
      'not_yet>active': 1,
    })
    const cells = rowsOf(report, 'matrix').filter(row => row.from === 'active')
    expect(cells.map(row => [row.to, row.customers, row.from_customers, row.share_of_from])).toEqual([
      ['active', 1, 2, 0.5],
      ['lapsed', 1, 2, 0.5],
      ['out_of_window', 0, 2, 0],
    ])
  })

  it('says what revenue moved', async () => {
    const report = await tenureJson(s5('--from', D1, '--as-of', D2))
    const moved = rowsOf(report, 'moves').find(row => row.from === 'lapsed' && row.to === 'active')
    expect(moved).toMatchObject({ revenue_before: 1, revenue_after: 21 }) // b: 1, then 20 more
    // a and b moved: 1 + 1 of 1 + 1 + 4 + 8.
    expect(rowsOf(report, 'steps')[0]).toMatchObject({
      customers: 4,
      stayed: 2,
      moved: 2,
      left: 0,
      entered: 1,
      revenue: 14,
      revenue_moved: 2,
      share_of_revenue_moved: 2 / 14,
    })
  })

  it('sees the same number of days at both dates with --window', async () => {
    const report = await tenureJson(s5('--from', D1, '--as-of', D2, '--window', '90', '--detail'))
    // d ordered 110 days before D2.
    expect(movesOf(report)['lapsed>out_of_window']).toBe(1)
    expect(rowsOf(report, 'customers').map(row => [row.customer, row.from, row.to, row.moved])).toEqual([
      ['a', 'active', 'lapsed', true],
      ['b', 'lapsed', 'active', true],
      ['c', 'active', 'active', false],
      ['d', 'lapsed', 'out_of_window', true],
      ['e', 'not_yet', 'active', true],
    ])
    expect(rowsOf(report, 'history').map(row => [row.date, row.segment, row.customers, row.revenue])).toEqual(
      [
        [D1, 'active', 2, 5],
        [D1, 'lapsed', 2, 9],
        [D1, 'out_of_window', 0, 0],
        [D2, 'active', 3, 43], // b 21, c 6, e 16
        [D2, 'lapsed', 1, 1],
        [D2, 'out_of_window', 1, 0],
      ],
    )
  })

  it('is a step for each period with --every, and the matrix adds them up', async () => {
    const report = await tenureJson(s5('--every', 'month', '--from', '2024-05-01', '--as-of', '2024-07-31'))
    expect(rowsOf(report, 'steps').map(row => [row.from_date, row.to_date, row.customers])).toEqual([
      ['2024-05-31', '2024-06-30', 2],
      ['2024-06-30', '2024-07-31', 4],
    ])
    const total = rowsOf(report, 'matrix').reduce((sum, row) => sum + (row.customers as number), 0)
    expect(total).toBe(4 + 5)
  })
})

describe('scores', () => {
  const file = () => fileOf('orders.csv', csvOf(S2_LINES))
  const FROM = before(AS_OF, 41)

  it('frozen on the first date are those of segment rfm there', async () => {
    const orders = file()
    const rfm = await tenureJson(['segment', orders, '--as-of', FROM, '--detail'])
    const report = await tenureJson(['segment', 'migration', orders, '--from', FROM, '--detail'])
    const there = rowsOf(report, 'customers').filter(row => row.from !== 'not_yet')
    expect(there.map(row => [row.customer, row.from])).toEqual(
      rowsOf(rfm, 'customers').map(row => [row.customer, row.segment]),
    )
  })

  it('relative are those of segment rfm on the second date too', async () => {
    const orders = file()
    const window = ['--window', '150']
    const words = ['segment', 'migration', orders, '--from', FROM, '--as-of', AS_OF, ...window]
    const rfm = await tenureJson(['segment', orders, '--as-of', AS_OF, '--detail', ...window])
    const report = await tenureJson([...words, '--detail', '--thresholds', 'relative'])
    const there = rowsOf(report, 'customers').filter(row => row.to !== 'out_of_window')
    expect(there.map(row => [row.customer, row.to])).toEqual(
      rowsOf(rfm, 'customers').map(row => [row.customer, row.segment]),
    )
    const frozen = await tenureJson([...words, '--detail'])
    expect(rowsOf(frozen, 'customers')).not.toEqual(rowsOf(report, 'customers'))
  })

  it('are the same whatever the order of rows and files', async () => {
    const turned = [...S2_LINES].reverse()
    const folder = folderOf({ 'a.csv': csvOf(turned.slice(0, 9)), 'b.csv': csvOf(turned.slice(9)) })
    const words = ['--from', FROM, '--as-of', AS_OF, '--detail']
    const split = await tenureJson(['segment', 'migration', `${folder}/b.csv`, `${folder}/a.csv`, ...words])
    expect(split.tables).toEqual((await tenureJson(['segment', 'migration', file(), ...words])).tables)
  })
})

describe('what cannot be', () => {
  const BAD: [words: string[], message: string][] = [
    [[], 'segment migration needs --from DATE'],
    [['--from', '2024-07-30', '--to', '2024-06-30'], '--from 2024-07-30 is not before 2024-06-30'],
    [['--from', '2020-01-01'], '--from 2020-01-01: before the first row, 2024-04-11'],
    [['--from', D1, '--to', '2025-01-01'], '--to 2025-01-01: after the as-of date, 2024-07-27'],
    [['--every', 'year'], '--every year: fewer than two of its ends lie'],
  ]
  it.each(BAD)('%j', async (words, message) => {
    const { code, stderr } = await tenure(s5(...words))
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

// By a DuckDB query with rank() over the first date and its cut points on both, counts and sums of all 59 moves alike.
it.skipIf(!existsSync(CDNOW))('CDNOW (skipped where the file is absent)', async () => {
  const report = await tenureJson(['segment', 'migration', CDNOW, '--from', '1997-12-31'])
  const moves = rowsOf(report, 'moves')
  const columns = ['from', 'to', 'customers', 'revenue_before', 'revenue_after']
  expect(moves.slice(0, 3).map(row => columns.map(name => row[name]))).toEqual([
    ['Hibernating', 'out_of_window', 7952, 241621.24, 0],
    ['About To Sleep', 'out_of_window', 3560, 106329.8, 0],
    ['Champions', 'Champions', 1798, 578978.26, 576662.85],
  ])
  expect([moves.length, moves.reduce((sum, row) => sum + (row.customers as number), 0)]).toEqual([59, 23570])
})
