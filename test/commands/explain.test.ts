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

  it.each(['12346', '12346.0', ' 12346.00 '])('takes %j for one customer with --id-normalise', async id => {
    const lines = ['12346,2024-01-05,1', '12346.0,2024-01-06,2', '12346.0,never,4', '12347.0,2024-01-07,8']
    const folder = folderOf({ 'orders.csv': `customer,date,amount\n${lines.join('\n')}\n` })
    const words = ['explain', id, join(folder, 'orders.csv'), '--id-normalise', ...AS_OF]
    const rows = rowsOf(await tenureJson(words), 'rows')
    expect(rows.map(({ row, amount }) => [row, amount])).toEqual([
      [1, 1],
      [2, 2],
      [3, null],
    ])
  })

  it('makes orders of the rows', async () => {
    const rows = rowsOf(await tenureJson(['explain', 'ann', file(), ...AS_OF]), 'orders')
    expect(rows.map(({ date, kind, order, lines, amount }) => [date, kind, order, lines, amount])).toEqual([
      ['2024-01-05', 'order', 'o1', 2, 12.5],
      ['2024-03-01', 'order', 'o3', 1, 20],
      ['2024-03-01', 'refund', 'o3', 1, -5],
      ['2024-03-04', 'order', 'o7', 1, 0],
    ])
    expect(rows[0]!.where).toBe('rows 1, 2')
  })

  it('says why each number is what it is', async () => {
    const why = rowsOf(await tenureJson(['explain', 'ann', file(), ...AS_OF, '--tz', 'Europe/Berlin']), 'why')
    const told = new Map(why.map(({ number, value, because }) => [number, `${value}: ${because}`]))
    expect(told.get('orders')).toBe('3: distinct order ids, of 4 rows: table orders')
    expect(told.get('net_revenue')).toBe('27.50: 32.50 of 3 orders, less 5.00 of 1 refund')
    expect(told.get('first_order')).toMatch(/^2024-01-05: the earliest order: o1, rows 1, 2$/)
    // 2024-03-04 to 2024-06-30, over the start of summer time: 27 + 30 + 31 + 30 days.
    expect(told.get('days_since_last')).toBe(
      '118: calendar days from 2024-03-04 to 2024-06-30, the as-of date, in Europe/Berlin',
    )
    // Of ann 118, bob 176 and cid 150 days two are worse: floor(5 × 2 / 3) + 1 = 4.
    expect(told.get('r_score')).toBe('4: 2 of 3 customers have more days: floor(5 × 2 / 3) + 1 = 4')
    expect(told.get('segment')).toBe('Loyal Customers: R4 F4: table segments_tried')
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

  it('names the file of a row where there are several', async () => {
    const folder = folderOf({ 'a.csv': ORDERS, 'b.csv': 'order,customer,date,amount\no8,ann,2024-04-01,1\n' })
    const words = ['explain', 'ann', join(folder, 'a.csv'), join(folder, 'b.csv'), ...AS_OF]
    const rows = rowsOf(await tenureJson(words), 'orders')
    expect(rows.map(({ where }) => String(where).replaceAll(`${folder}/`, ''))).toEqual([
      'a.csv rows 1, 2',
      'a.csv row 4',
      'a.csv row 5',
      'a.csv row 9',
      'b.csv row 1',
    ])
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

  // Definition S3: how many of the 25 cells each segment has.
  it('lists the cells of every segment', async () => {
    const tried = rowsOf(await tenureJson(['explain', 'ann', file(), ...AS_OF]), 'segments_tried')
    expect(tried.map(({ segment, rule }) => [segment, String(rule).split(', ').length])).toEqual([
      ['Champions', 2],
      ['Loyal Customers', 4],
      ['Potential Loyalists', 4],
      ['New Customers', 1],
      ['Promising', 1],
      ['Need Attention', 1],
      ['About To Sleep', 2],
      ['At Risk', 4],
      ["Can't Lose Them", 2],
      ['Hibernating', 4],
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

  // Definition S9: tiers Silver 200, Gold 500; spend 430 is Silver with a gap of 70.
  it('tries each tier, and says what the next one lacks', async () => {
    const folder = folderOf({
      'orders.csv': 'customer,date,amount\na,2024-09-22,400\na,2024-12-11,30\na,2023-12-31,90\n',
      'tiers.yaml': 'tiers: [{name: Silver, min_spend: 200}, {name: Gold, min_spend: 500}]',
    })
    const words = ['explain', 'a', join(folder, 'orders.csv'), '--as-of', '2024-12-31']
    const report = await tenureJson([...words, '--tiers', join(folder, 'tiers.yaml')])
    const told = new Map(rowsOf(report, 'why').map(row => [row.number, row.value]))
    expect([told.get('tier'), told.get('next_tier'), told.get('gap_to_next')]).toEqual([
      'Silver',
      'Gold',
      '70.00',
    ])
    expect(
      rowsOf(report, 'tiers_tried').map(({ tier, rule, customer_has, fits, taken }) => [
        tier,
        rule,
        customer_has,
        fits,
        taken,
      ]),
    ).toEqual([
      ['Silver', 'min_spend 200', 'spend 430.00', true, true],
      ['Gold', 'min_spend 500', 'spend 430.00', false, false],
    ])
  })

  // The day after its order leaves the window of 365 days, 200 are 0; ten days of grace end on 2025-01-01.
  it('says until when a tier is kept', async () => {
    const folder = folderOf({
      'orders.csv': 'customer,date,amount\na,2023-12-24,200\n',
      'tiers.yaml': 'tiers: [{name: Silver, min_spend: 200}]',
    })
    const words = ['explain', 'a', join(folder, 'orders.csv'), '--as-of', '2024-12-31', '--tiers']
    const report = await tenureJson([...words, join(folder, 'tiers.yaml'), '--tier-grace', '10'])
    const tier = rowsOf(report, 'why').find(({ number }) => number === 'tier')!
    expect(`${tier.value}: ${tier.because}`).toBe(
      'Silver: 0.00 of 0 orders in the last 365 days meet none; Silver was last met on 2024-12-22 and is kept to 2025-01-01 (--tier-grace): table tiers_tried',
    )
  })

  // Definition L6: T1 = 35, T2 = 67.5; orders at R = 100 and R = 10 are a gap of 90, so won_back.
  it('tries each rule of stages', async () => {
    const folder = folderOf({ 'orders.csv': 'customer,date,amount\na,2024-09-22,1\na,2024-12-21,1\n' })
    const words = [
      'explain',
      'a',
      join(folder, 'orders.csv'),
      '--as-of',
      '2024-12-31',
      '--t1',
      '35',
      '--t2',
      '67.5',
    ]
    const report = await tenureJson(words)
    expect(
      rowsOf(report, 'stages_tried').map(({ stage, rule, customer_has, fits, taken }) => [
        stage,
        rule,
        customer_has,
        fits,
        taken,
      ]),
    ).toEqual([
      ['prospect', 'orders = 0', 'orders 2', false, false],
      [
        'won_back',
        'days_since_last <= 35 and gap_before_last > 67.5',
        'days_since_last 10, gap_before_last 90',
        true,
        true,
      ],
      ['new', 'orders = 1 and days_since_last <= 35', 'orders 2, days_since_last 10', false, false],
      ['active', 'days_since_last <= 35', 'days_since_last 10', true, false],
      ['at_risk', 'days_since_last <= 67.5', 'days_since_last 10', true, false],
      ['churned', 'else', '', true, false],
    ])
    expect(rowsOf(report, 'stage_history').map(row => [row.stage, row.from, row.to, row.days])).toEqual([
      ['new', '2024-09-22', '2024-10-27', 36],
      ['at_risk', '2024-10-28', '2024-11-28', 32],
      ['churned', '2024-11-29', '2024-12-20', 22],
      ['won_back', '2024-12-21', null, 11],
    ])
  })

  it('says from which cell an attribute is, and tries rules on it', async () => {
    const folder = folderOf({
      'orders.csv':
        'customer,date,amount,channel,country\nb,2024-02-02,1,shop,DE\na,2024-02-02,1,shop,FR\na,2024-01-02,1,web,NL\n',
      'crm.csv': 'customer_id,plan\na,pro\n',
      'rules.yaml': 'rules: [{name: Dutch, when: country = NL}, {else: rest}]',
    })
    const of = (name: string) => join(folder, name)
    const files = ['--customers-file', of('crm.csv'), '--rules', of('rules.yaml'), '--by-at', 'first']
    const report = await tenureJson(['explain', 'a', of('orders.csv'), ...files])
    const told = new Map(rowsOf(report, 'why').map(row => [row.number, `${row.value}: ${row.because}`]))
    expect(told.get('country')).toBe("NL: the cell in row 3, the customer's first order")
    expect(told.get('last_channel')).toBe("shop: the cell in row 2, the customer's last order")
    expect(told.get('plan')).toBe(`pro: the row of a in ${of('crm.csv')}`)
    expect(rowsOf(report, 'segments_tried').map(row => [row.segment, row.customer_has, row.taken])).toEqual([
      ['Dutch', 'country NL', true],
      ['rest', '', false],
    ])
  })
})
