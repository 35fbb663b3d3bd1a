import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const ORDERS = `order,customer,date,amount
o1,ann,2024-01-05,10.00
o1,ann,2024-01-05,2.50
o2,bob,2024-01-06,5
o3,ann,2024-03-01,20
o3,ann,2024-03-01,-5
o4,ann,2024-99-01,7
o5,ann,2024-07-09,9
o6,cid,2024-02-01,1
o7,ann,2024-03-04,0
`

/** What became of each row that names ann, and which line of the file it is. */
const ROWS: [row: number, order: string | null, amount: number | null, countedAs: string | RegExp][] = [
  [1, 'o1', 10, 'order'],
  [2, 'o1', 2.5, 'order'],
  [4, 'o3', 20, 'order'],
  [5, 'o3', -5, 'refund'],
  [6, null, null, /^set aside: date cannot be read \(date: 2024-99-01\)$/],
  [7, 'o5', 9, /^left out: after the as-of date$/],
  [9, 'o7', 0, 'order'],
]

const file = () => join(folderOf({ 'orders.csv': ORDERS }), 'orders.csv')
const AS_OF = ['--as-of', '2024-06-30']

describe('tenure explain', () => {
  it('locates every row that names the customer, and says what it counts as', async () => {
    const path = file()
    const rows = rowsOf(await tenureJson(['explain', 'ann', path, ...AS_OF]), 'rows')
    expect(rows.map(row => row.file)).toEqual(ROWS.map(() => path))
    for (const [i, [row, order, amount, countedAs]] of ROWS.entries()) {
      expect(rows[i]).toMatchObject({ row, order, amount })
      expect(rows[i]!.counted_as).toMatch(countedAs)
    }
    expect(rows.length).toBe(ROWS.length)
  })

  it('makes orders of the rows', async () => {
    const rows = rowsOf(await tenureJson(['explain', 'ann', file(), ...AS_OF]), 'orders')
    expect(rows.map(({ date, kind, order, lines, amount }) => [date, kind, order, lines, amount])).toEqual([
      ['2024-01-05', 'order', 'o1', 2, 12.5],
      ['2024-03-01', 'order', 'o3', 1, 20],
      ['2024-03-01', 'refund', 'o3', 1, -5],
      ['2024-03-04', 'order', 'o7', 1, 0],
    ])
    expect(rows[0]!.where).toMatch(/orders\.csv rows 1, 2$/)
  })

  it('says why each number is what it is', async () => {
    const why = rowsOf(await tenureJson(['explain', 'ann', file(), ...AS_OF, '--tz', 'Europe/Berlin']), 'why')
    const told = new Map(why.map(({ number, value, because }) => [number, `${value}: ${because}`]))
    expect(told.get('orders')).toBe('3: distinct order ids, of 4 rows: table orders')
    expect(told.get('net_revenue')).toBe('27.5: 32.50 of 3 orders, less 5.00 of 1 refund')
    expect(told.get('first_order')).toMatch(/^2024-01-05: the earliest order, o1, .*rows 1, 2$/)
    // 2024-03-04 to 2024-06-30, over the start of summer time: 27 + 30 + 31 + 30 days.
    expect(told.get('days_since_last')).toBe(
      '118: calendar days from 2024-03-04 to 2024-06-30, the as-of date, in Europe/Berlin',
    )
    // Of ann 118, bob 176 and cid 150 days two are worse: floor(5 × 2 / 3) + 1 = 4.
    expect(told.get('r_score')).toBe('4: 2 of 3 customers have more days: floor(5 × 2 / 3) + 1 = 4')
    expect(told.get('segment')).toBe('Loyal Customers: the cell R4 F4 of the grid: table segments_tried')
  })

  it('agrees with tenure customers', async () => {
    const path = 'fixtures/orders.csv'
    for (const row of rowsOf(await tenureJson(['customers', path]), 'customers').slice(0, 4)) {
      const why = rowsOf(await tenureJson(['explain', String(row.customer), path]), 'why')
      for (const { number, value } of why) {
        const theirs = row[String(number)]
        if (typeof theirs === 'number') expect(Number(value)).toBeCloseTo(theirs, 3)
        else expect(value).toBe(theirs)
      }
    }
  })

  it('tries each rule of a file, with what the customer has', async () => {
    const folder = folderOf({
      'orders.csv': ORDERS,
      'rules.yaml':
        'rules:\n  - name: big\n    when: net_revenue > 100\n  - name: recent\n    when: [days_since_last <= 120, orders >= 2]\n  - else: rest\n',
    })
    const words = [
      'explain',
      'ann',
      join(folder, 'orders.csv'),
      ...AS_OF,
      '--rules',
      join(folder, 'rules.yaml'),
    ]
    const tried = rowsOf(await tenureJson(words), 'segments_tried')
    expect(
      tried.map(({ segment, customer_has, fits, taken }) => [segment, customer_has, fits, taken]),
    ).toEqual([
      ['big', 'net_revenue 27.5', false, false],
      ['recent', 'days_since_last 118, orders 3', true, true],
      ['rest', '', true, false],
    ])
  })

  it('has rows and no numbers where no order counts', async () => {
    const words = ['explain', 'ann', file(), '--as-of', '2024-06-30', '--where', 'customer=bob']
    const report = await tenureJson(words)
    expect(Object.keys(report.tables)).toEqual(['rows'])
    expect(rowsOf(report, 'rows')[0]!.counted_as).toBe('left out: not matched by --where')
  })

  it('names the nearest ids for an unknown customer', async () => {
    const { code, stderr, stdout } = await tenure(['explain', 'Anne', file(), ...AS_OF])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('no row names the customer Anne; nearest: ann, bob, cid')
  })
})
