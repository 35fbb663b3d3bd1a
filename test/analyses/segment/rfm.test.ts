import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CDNOW } from '../../support/histories.ts'
import { AS_OF, csvOf, daysBefore, type Line, S2, S2_LINES } from '../../support/segment-example.ts'
import { fileOf, type JsonReport, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const segment = (lines: readonly Line[], ...words: string[]) =>
  tenureJson(['segment', fileOf('orders.csv', csvOf(lines)), '--as-of', AS_OF, '--detail', ...words])

/** customer → the cells of those columns. */
const cellsOf = (report: JsonReport, ...columns: string[]) =>
  Object.fromEntries(rowsOf(report, 'customers').map(row => [row.customer, columns.map(name => row[name])]))

const thresholdsOf = (report: JsonReport, measure: string, ...columns: string[]) =>
  rowsOf(report, 'thresholds')
    .filter(row => row.measure === measure)
    .map(row => columns.map(name => row[name]))

describe('the worked example', () => {
  it('gets its scores and segments', async () => {
    const report = await segment(S2_LINES)
    const columns = ['days_since_last', 'orders', 'net_revenue', 'r_score', 'f_score', 'm_score', 'segment']
    const expected = S2.map(([customer, r, f, m, scores, name]) => [
      customer,
      [r, f, m, ...scores.split(' ').map(Number), name],
    ])
    expect(cellsOf(report, ...columns)).toEqual(Object.fromEntries(expected))
    expect(rowsOf(report, 'customers')[0]).toMatchObject({ last_order: '2024-12-29' })
  })

  it('gets all ten segments, best first, with shares and medians', async () => {
    const report = await segment(S2_LINES)
    const table = rowsOf(report, 'segments')
    expect(table.map(row => [row.segment, row.customers])).toEqual([
      ['Champions', 1],
      ['Loyal Customers', 2],
      ['Potential Loyalists', 0],
      ['New Customers', 1],
      ['Promising', 1],
      ['Need Attention', 0],
      ['About To Sleep', 1],
      ['At Risk', 2],
      ["Can't Lose Them", 0],
      ['Hibernating', 2],
    ])
    // By hand from c04 and c06; the total of S7 is 2,545.
    expect(table[1]).toEqual({
      segment: 'Loyal Customers',
      customers: 2,
      customers_total: 10,
      share_of_customers: 0.2,
      revenue: 760,
      revenue_total: 2545,
      share_of_revenue: 760 / 2545,
      median_days_since_last: 30.5,
      median_orders: 4.5,
      median_net_revenue: 380,
    })
    expect(table[2]).toMatchObject({
      revenue: 0,
      share_of_revenue: 0,
      median_orders: null,
      median_net_revenue: null,
    })
  })

  it('warns of the score that ties empty, and shows it with nobody', async () => {
    const report = await segment(S2_LINES)
    // Five of ten have one order, so the next score up is floor(5 · 5 / 10) + 1 = 3.
    expect(thresholdsOf(report, 'orders', 'score', 'customers', 'least', 'greatest', 'cut_point')).toEqual([
      [1, 5, 1, 1, null],
      [2, 0, null, null, 2],
      [3, 1, 2, 2, 2],
      [4, 2, 3, 5, 3],
      [5, 2, 6, 9, 6],
    ])
    expect(report.notes).toContainEqual(expect.stringMatching(/^Scores that no customer has: orders 2\./))
  })

  it('is the same whatever the order of the rows', async () => {
    const straight = await segment(S2_LINES)
    for (const step of [7, 11, 17]) {
      const shuffled = S2_LINES.map((_, i) => S2_LINES[(i * step + 3) % S2_LINES.length]!)
      expect(new Set(shuffled).size).toBe(S2_LINES.length)
      const report = await segment(shuffled)
      expect([report.tables, report.notes]).toEqual([straight.tables, straight.notes])
    }
  })

  it('puts the customers first with --detail, and leaves them out without', async () => {
    const file = fileOf('orders.csv', csvOf(S2_LINES))
    const { stdout } = await tenure(['segment', file, '--as-of', AS_OF, '--detail'])
    expect(stdout.split('\n')[2]).toBe('c02,2024-12-26,5,9,900,5,5,5,Champions')
    const report = await tenureJson(['segment', file, '--as-of', AS_OF])
    expect(Object.keys(report.tables)).toEqual(['segments', 'thresholds'])
  })
})

describe('values', () => {
  it('--window counts the days up to the as-of date and leaves earlier customers out', async () => {
    const lines: Line[] = [
      ['edge', 29],
      ['edge', 30],
      ['gone', 30],
      ['back', 3],
      ['back', 400],
    ]
    const report = await segment(lines, '--window', '30')
    expect(cellsOf(report, 'orders', 'net_revenue')).toEqual({ back: [1, 10], edge: [1, 10] })
    expect(report.notes).toContainEqual(
      'Orders and money are those of 2024-12-02 to 2024-12-31; out_of_window, left out: 1 customer with orders only before that.',
    )
  })

  it('of a window without any order are none', async () => {
    const report = await segment([['a', 50]], '--window', '7')
    expect(rowsOf(report, 'customers')).toEqual([])
    expect(rowsOf(report, 'segments')[0]).toMatchObject({ customers: 0, share_of_customers: null })
  })

  it('refunds lower revenue, never count as orders nor as the last one', async () => {
    const lines: Line[] = [
      ['a', 9, 20],
      ['a', 2, -50],
      ['b', 4, 7],
      ['refunded', 1, -5],
    ]
    const report = await segment(lines)
    expect(cellsOf(report, 'days_since_last', 'orders', 'net_revenue')).toEqual({
      a: [9, 1, -30],
      b: [4, 1, 7],
    })
    expect(report.notes).toContain('Left out: 1 customer with refunds only: refunded.')
    expect(report.notes).toContain('Net revenue is below zero, after refunds, for 1 customer, who are kept.')
    // The total is -23: shares of it would say nothing.
    expect(rowsOf(report, 'segments').map(row => row.share_of_revenue)).toEqual(Array(10).fill(null))
  })

  it('orders of nothing and of nobody are counted in notes', async () => {
    const lines: Line[] = [
      ['a', 3, 0],
      ['b', 2, 30],
      ['', 2, 12.5],
      ['', 4, 0],
    ]
    const { notes } = await segment(lines)
    expect(notes).toContain('Left out: 2 orders without a customer (50.0% of all orders, 12.5 net).')
    expect(notes).toContain('2 orders with a zero amount count as orders.')
  })

  it('--monetary mean scores the net revenue of an order', async () => {
    const lines: Line[] = [
      ['many', 3, 4],
      ['many', 4, 3],
      ['many', 5, 3],
      ['one', 2, 9],
    ]
    const report = await segment(lines, '--monetary', 'mean')
    expect(cellsOf(report, 'net_revenue', 'net_revenue_per_order', 'm_score')).toEqual({
      many: [10, 3.33, 1],
      one: [9, 9, 3],
    })
    expect(thresholdsOf(report, 'net_revenue_per_order', 'score').length).toBe(5)
  })

  it('without amounts have no M, and still a segment', async () => {
    const file = fileOf(
      'orders.csv',
      `customer,date\na,${daysBefore(1)}\na,${daysBefore(3)}\nb,${daysBefore(9)}\n`,
    )
    const words = ['segment', file, '--as-of', AS_OF, '--detail']
    const report = await tenureJson(words)
    // Two customers: the better one is floor(5 · 1 / 2) + 1 = 3.
    expect(cellsOf(report, 'r_score', 'f_score', 'm_score', 'segment')).toEqual({
      a: [3, 3, null, 'Need Attention'],
      b: [1, 1, null, 'Hibernating'],
    })
    expect(report.notes).toContain('There are no amounts: M is empty; segments need R and F alone.')
    const { code, stderr } = await tenure([...words, '--m-cuts', '1,2,3,4'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--m-cuts: the files hold no amounts')])
  })

  it('other numbers of scores make pairs of them', async () => {
    const report = await segment(S2_LINES, '--scores', '2')
    const pairs = S2.map(([customer, r, f]) => [customer, [`R${r <= 33 ? 2 : 1} F${f > 1 ? 2 : 1}`]])
    expect(cellsOf(report, 'segment')).toEqual(Object.fromEntries(pairs))
    expect(rowsOf(report, 'segments').map(row => row.segment)).toEqual(['R2 F2', 'R2 F1', 'R1 F2', 'R1 F1'])
    expect(report.notes).toContainEqual(expect.stringContaining('with --scores 2 each is a pair'))
  })
})

describe('cut points', () => {
  it('are the greatest value of their class', async () => {
    const lines = [1, 2, 3, 5, 6].flatMap(orders =>
      Array.from({ length: orders }, (): Line => [`c${orders}`, 30 * orders - 30, 10.01]),
    )
    const cuts = ['--f-cuts', '1,2,3,5', '--r-cuts', '0,29,60,149', '--m-cuts', '10,20.02,50.05,60']
    const report = await segment(lines, ...cuts)
    expect(cellsOf(report, 'r_score', 'f_score', 'm_score')).toEqual({
      c1: [5, 1, 2], // 0 days, 10.01
      c2: [3, 2, 2], // 30 days, 20.02
      c3: [3, 3, 3], // 60 days, 30.03
      c5: [2, 4, 3], // 120 days, 50.05
      c6: [1, 5, 5], // 150 days, 60.06
    })
    expect(thresholdsOf(report, 'days_since_last', 'cut_rule', 'cut_point')).toEqual([
      [null, null],
      ['<=', 149],
      ['<=', 60],
      ['<=', 29],
      ['<=', 0],
    ])
    expect(thresholdsOf(report, 'orders', 'cut_rule', 'cut_point')[1]).toEqual(['>', 1])
  })

  const BAD: [words: string[], message: string][] = [
    [['--f-cuts', '1,2'], '--f-cuts: 2 cut points make 3 scores, not 5'],
    [['--f-cuts', '1,2,2,3'], '--f-cuts 1,2,2,3: not ascending numbers'],
    [['--r-cuts', '10,,30,40'], '--r-cuts 10,,30,40: not ascending numbers'],
    [['--scores', '11'], '--scores 11: not a whole number from 2 to 10'],
  ]
  it.each(BAD)('%j is a usage error', async (words, message) => {
    const { code, stderr } = await tenure(['segment', 'nowhere.csv', ...words])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('frozen thresholds', () => {
  const saved = async (lines: readonly Line[], ...words: string[]) =>
    fileOf('saved.json', JSON.stringify(await segment(lines, ...words)))

  it('score the same customers as they were', async () => {
    const odd = S2_LINES.map(([customer, days, amount = 0]): Line => [customer, days, amount + 0.123456])
    const CASES = [
      { words: [], cuts: [] },
      { words: ['--monetary', 'mean'], cuts: [] },
      { words: ['--scores', '7'], cuts: [] },
      {
        words: [],
        cuts: ['--f-cuts', '1,2,3,5', '--r-cuts', '5,9,41,88', '--m-cuts', '10.5,25.123456,80,600'],
      },
    ]
    for (const { words, cuts } of CASES) {
      const report = await segment(odd, ...words, ...cuts)
      const again = await segment(odd, ...words, '--thresholds', fileOf('saved.json', JSON.stringify(report)))
      expect(again.tables).toEqual(report.tables)
      expect(again.notes.join()).toContain('frozen thresholds')
    }
  })

  it('are the least value that got the score; later values are clamped', async () => {
    const file = await saved(S2_LINES)
    const later: Line[] = [
      ['new', 0, 5000],
      ['five', 6, 700],
      ['late', 999, 1],
    ]
    // Of S2: R 5 up to 5 days, 4 up to 20; M 5 from 700.
    const report = await segment(later, '--thresholds', file)
    expect(cellsOf(report, 'r_score', 'f_score', 'm_score', 'segment')).toEqual({
      new: [5, 1, 5, 'New Customers'],
      five: [4, 1, 5, 'Promising'],
      late: [1, 1, 1, 'Hibernating'],
    })
  })

  // Definition Z, S5: days since the last order at the two dates, and the rule R <= 30.
  it('keep R <= 30 active between two dates', async () => {
    const history = `customer,date\na,${daysBefore(40)}\nb,${daysBefore(80)}\nb,${daysBefore(5)}\nc,${daysBefore(50)}\nc,${daysBefore(10)}\nd,${daysBefore(110)}\ne,${daysBefore(3)}\n`
    const file = fileOf('orders.csv', history)
    const at = (day: string, ...words: string[]) =>
      tenureJson(['segment', file, '--as-of', day, '--detail', '--scores', '2', '--f-cuts', '1', ...words])
    const before = await at(daysBefore(30), '--r-cuts', '30')
    const after = await at(AS_OF, '--thresholds', fileOf('before.json', JSON.stringify(before)))
    const columns = ['days_since_last', 'r_score']
    expect(cellsOf(before, ...columns)).toEqual({ a: [10, 2], b: [50, 1], c: [20, 2], d: [80, 1] })
    expect(cellsOf(after, ...columns)).toEqual({ a: [40, 1], b: [5, 2], c: [10, 2], d: [110, 1], e: [3, 2] })
  })

  it('that do not fit are usage errors', async () => {
    const file = await saved(S2_LINES)
    const orders = fileOf('orders.csv', csvOf(S2_LINES))
    const other = fileOf('other.json', JSON.stringify({ tables: { segments: {} } }))
    const text = readFileSync(file, 'utf8')
    const muddled = fileOf('muddled.json', text.replace('"<=",88', '"<=",1'))
    const foreign = fileOf('foreign.json', text.replaceAll('"measure"', '"threshold"'))
    const broken = fileOf('broken.csv', 'a,b\n')
    const BAD: [words: string[], message: string][] = [
      [['--thresholds', file, '--scores', '4'], '5 scores of days_since_last, not 4\n  give --scores 5'],
      [['--thresholds', file, '--monetary', 'mean'], 'no thresholds of net_revenue_per_order'],
      [['--thresholds', muddled], 'the cut points of days_since_last are out of order'],
      [['--thresholds', foreign], 'no thresholds of days_since_last\n  give a JSON report of tenure segment'],
      [['--thresholds', other], 'the report holds no table thresholds'],
      [['--thresholds', broken], 'not a JSON report'],
    ]
    for (const [words, message] of BAD) {
      const { code, stderr } = await tenure(['segment', orders, '--as-of', AS_OF, ...words])
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    }
  })

  it('in another currency are refused', async () => {
    const euros = await saved(S2_LINES, '--currency-code', 'EUR')
    const words = ['segment', fileOf('orders.csv', csvOf(S2_LINES)), '--as-of', AS_OF, '--thresholds', euros]
    const { code, stderr } = await tenure([...words, '--currency-code', 'USD'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('net_revenue is in EUR, here in USD')])
    expect((await tenure([...words, '--currency-code', 'EUR'])).code).toBe(0)
  })
})

// Counted by an independent DuckDB query with rank() over (order by …) of the same file.
describe.skipIf(!existsSync(CDNOW))('CDNOW (skipped where the file is absent)', () => {
  it('has its segments', async () => {
    const report = await tenureJson(['segment', CDNOW])
    const columns = ['segment', 'customers', 'revenue', 'median_days_since_last', 'median_orders']
    const rows = rowsOf(report, 'segments').map(row => columns.map(name => row[name]))
    expect(rows).toEqual([
      ['Champions', 4135, 1295278.08, 50, 6],
      ['Loyal Customers', 3322, 560768.7, 270, 4],
      ['Potential Loyalists', 2367, 158623.22, 261, 2],
      ['New Customers', 0, 0, null, null],
      ['Promising', 0, 0, null, null],
      ['Need Attention', 960, 58141.9, 462.5, 2],
      ['About To Sleep', 3339, 99075.8, 474, 1],
      ['At Risk', 867, 64082.65, 505, 2],
      ["Can't Lose Them", 11, 3474.39, 502, 5],
      ['Hibernating', 8569, 260870.89, 512, 1],
    ])
    expect(report.notes).toContain('80 orders with a zero amount count as orders.')
  })

  it('has nobody with F = 2', async () => {
    const report = await tenureJson(['segment', CDNOW])
    expect(thresholdsOf(report, 'orders', 'score', 'least', 'greatest', 'customers')).toEqual([
      [1, 1, 1, 11908],
      [2, null, null, 0],
      [3, 2, 2, 4079],
      [4, 3, 4, 3658],
      [5, 5, 217, 3925],
    ])
    expect(thresholdsOf(report, 'net_revenue', 'least', 'greatest', 'customers')[3]).toEqual([
      59.93, 133.95, 4715,
    ])
    expect(thresholdsOf(report, 'days_since_last', 'least', 'greatest', 'customers')[4]).toEqual([
      0, 140, 4701,
    ])
  })

  it('keeps 5,360 customers in its last 180 days', async () => {
    const report = await tenureJson(['segment', CDNOW, '--window', '180'])
    expect(rowsOf(report, 'segments')[0]).toMatchObject({ customers_total: 5360, revenue_total: 474056.86 })
  })
})
