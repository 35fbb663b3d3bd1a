import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const fileOf = (content: string) => join(folderOf({ 'orders.csv': content }), 'orders.csv')

/** The table of definition S2: customer, days since the last order, orders, net revenue. */
const S2: [customer: string, days: number, orders: number, money: number, scores: string, segment: string][] =
  [
    ['c01', 2, 1, 20, '5 1 2', 'New Customers'],
    ['c02', 5, 9, 900, '5 5 5', 'Champions'],
    ['c03', 9, 1, 35, '4 1 3', 'Promising'],
    ['c04', 20, 3, 150, '4 4 4', 'Loyal Customers'],
    ['c05', 33, 1, 15, '3 1 1', 'About To Sleep'],
    ['c06', 41, 6, 610, '3 5 4', 'Loyal Customers'],
    ['c07', 60, 1, 25, '2 1 2', 'Hibernating'],
    ['c08', 88, 2, 80, '2 3 3', 'At Risk'],
    ['c09', 120, 5, 700, '1 4 5', 'At Risk'],
    ['c10', 200, 1, 10, '1 1 1', 'Hibernating'],
  ]

const AS_OF = Date.UTC(2024, 11, 31)
const daysBefore = (days: number) => new Date(AS_OF - days * 86_400_000).toISOString().slice(0, 10)

/** Each customer's orders on their last day, the money on one of them. */
const s2File = () =>
  fileOf(
    [
      'customer_id,date,amount',
      ...S2.flatMap(([customer, days, orders, money]) =>
        Array.from({ length: orders }, (_, i) => `${customer},${daysBefore(days)},${i === 0 ? money : 0}`),
      ),
      '',
    ].join('\n'),
  )

describe('tenure customers', () => {
  it('has the scores and segments of definition S2', async () => {
    const report = await tenureJson(['customers', s2File(), '--as-of', '2024-12-31'])
    expect(
      rowsOf(report, 'customers').map(row => [
        row.customer,
        row.days_since_last,
        row.orders,
        row.net_revenue,
        `${row.r_score} ${row.f_score} ${row.m_score}`,
        row.segment,
      ]),
    ).toEqual(S2)
  })

  it('is empty where nothing can be fitted, and says why', async () => {
    const report = await tenureJson(['customers', s2File(), '--as-of', '2024-12-31'])
    for (const row of rowsOf(report, 'customers')) {
      expect(row).toMatchObject({
        churn_state: null,
        probability_alive: null,
        predicted_value: null,
        first_channel: null,
      })
    }
    const notes = report.notes.join('\n')
    expect(notes).toContain('churn_state is empty: 0 completed gaps between orders, of 100 needed')
    expect(notes).toContain(
      'predicted_value empty: BG/NBD needs at least 30 customers with a repeat purchase, found 0',
    )
    expect(notes).toContain('first_channel and last_channel are empty')
  })

  it('agrees with the commands whose numbers it shows', async () => {
    const file = 'fixtures/orders.csv'
    const tiers = ['--tiers', 'fixtures/tiers.yaml']
    const words = ['customers', file, ...tiers, '--tier-grace', '30', '--tier-window', '200']
    const all = rowsOf(await tenureJson(words), 'customers')
    const same = (names: string[]) => Object.fromEntries(names.map(name => [name, name]))
    const OTHERS: [words: string[], columns: Record<string, string>][] = [
      [['lifecycle', 'stages'], same(['stage', 'stage_since', 'best_stage_ever'])],
      [
        ['segment', 'tiers', ...tiers, '--grace', '30', '--window', '200'],
        same([
          'tier',
          'tier_met',
          'in_grace',
          'grace_ends',
          'next_tier',
          'gap_to_next',
          'orders_to_next',
          'days_to_next',
        ]),
      ],
      [
        ['segment', 'rfm'],
        {
          segment: 'segment',
          net_revenue: 'net_revenue',
          r_score: 'r_score',
          f_score: 'f_score',
          m_score: 'm_score',
        },
      ],
      [['churn', 'state'], { state: 'churn_state', first_order: 'first_order', last_order: 'last_order' }],
      [
        ['clv'],
        {
          probability_alive: 'probability_alive',
          expected_orders: 'expected_orders',
          predicted_value: 'predicted_value',
        },
      ],
    ]
    for (const [words, columns] of OTHERS) {
      const theirs = rowsOf(await tenureJson([...words, file, '--detail']), 'customers')
      const told = (row: Record<string, unknown>, names: string[]) => [
        row.customer,
        ...names.map(name => row[name]),
      ]
      expect(all.map(row => told(row, Object.values(columns)))).toEqual(
        theirs.map(row => told(row, Object.keys(columns))),
      )
    }
  })

  it('takes segments from a map or rules, as their commands do', async () => {
    const file = 'fixtures/orders.csv'
    for (const [flag, words] of [
      ['--map', ['segment', 'rfm', '--map', 'fixtures/map.yaml']],
      ['--rules', ['segment', 'rules', '--rules', 'fixtures/segments.yaml']],
    ] as const) {
      const mine = rowsOf(await tenureJson(['customers', file, flag, words[3]]), 'customers')
      const theirs = rowsOf(await tenureJson([...words, file, '--detail']), 'customers')
      expect(mine.map(row => [row.customer, row.segment])).toEqual(
        theirs.map(row => [row.customer, row.segment]),
      )
    }
  })

  it('compares columns of either file in rules', async () => {
    const folder = folderOf({
      'orders.csv': 'customer,date,amount,country\na,2024-01-01,1,DE\nb,2024-01-05,1,NL\nc,2024-01-05,1,FR\n',
      'crm.csv': 'customer_id,plan\nb,pro\n',
      'rules.yaml':
        'rules: [{name: German, when: country = DE}, {name: Pro, when: plan = pro}, {else: rest}]',
    })
    const of = (name: string) => join(folder, name)
    const words = ['customers', of('orders.csv'), '--rules', of('rules.yaml')]
    const report = await tenureJson([...words, '--customers-file', of('crm.csv')])
    expect(rowsOf(report, 'customers').map(row => [row.segment, row.plan, row.country])).toEqual([
      ['German', null, 'DE'],
      ['Pro', 'pro', 'NL'],
      ['rest', null, 'FR'],
    ])
    const { code, stderr } = await tenure(words)
    expect([code, stderr.split('\n', 1)[0]]).toEqual([
      2,
      expect.stringMatching(/rules\.yaml line 1 column 63, rule 2: there is no measure or column plan/),
    ])
  })

  it('says where stages of your own need events', async () => {
    const rules = fileOf(
      'events: {visit: [visit]}\nrules: [{name: looked, when: visit.count >= 1}, {else: rest}]',
    )
    const { code, stderr } = await tenure(['customers', s2File(), '--stages', rules])
    expect(code).toBe(2)
    expect(stderr).toContain('stages that need events: looked (visit)')
  })

  it('shows channels and attributes, from both files', async () => {
    const folder = folderOf({
      'orders.csv':
        'customer,date,amount,channel,country\na,2024-01-01,1,web,DE\na,2024-02-01,1,shop,FR\nb,2024-01-05,1,,NL\n',
      'crm.csv': 'customer_id,plan,segment\nb,pro,VIP\n',
    })
    const words = [
      'customers',
      join(folder, 'orders.csv'),
      '--attributes',
      'country,plan,segment',
      '--by-at',
      'last',
    ]
    const report = await tenureJson([...words, '--customers-file', join(folder, 'crm.csv')])
    expect(
      rowsOf(report, 'customers').map(row => [
        row.first_channel,
        row.last_channel,
        row.country,
        row.plan,
        row.attribute_segment,
      ]),
    ).toEqual([
      ['web', 'shop', 'FR', null, null],
      [null, null, 'NL', 'pro', 'VIP'],
    ])
    expect(report.notes.join('\n')).toContain('customers of the export that it lacks, empty: 1')
  })

  it('stops at two currencies in one line', async () => {
    const file = fileOf('customer,date,amount,currency\na,2024-01-01,1,EUR\nb,2024-01-02,1,USD\n')
    const { code, stderr } = await tenure(['customers', file])
    expect(code).toBe(3)
    expect(stderr.trim().split('\n')[0]).toMatch(/EUR, USD/)
  })
})

describe('local dates: leap days, year ends, daylight saving', () => {
  /** Instant → its local date, by the offsets that held: zone names beside. */
  const ZONES = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Auckland',
    'Pacific/Honolulu',
  ]
  const CASES: [instant: string, ...dates: string[]][] = [
    // +0, +2 (summer time of that morning), -4, +5:30, +13, -10
    [
      '2024-03-31T22:30:00Z',
      '2024-03-31',
      '2024-04-01',
      '2024-03-31',
      '2024-04-01',
      '2024-04-01',
      '2024-03-31',
    ],
    // +0, +1, -5, +5:30, +13, -10
    [
      '2024-02-29T23:30:00Z',
      '2024-02-29',
      '2024-03-01',
      '2024-02-29',
      '2024-03-01',
      '2024-03-01',
      '2024-02-29',
    ],
    [
      '2023-12-31T23:59:59Z',
      '2023-12-31',
      '2024-01-01',
      '2023-12-31',
      '2024-01-01',
      '2024-01-01',
      '2023-12-31',
    ],
    // The hour that New York lives twice: 05:30Z is 01:30 EDT, 06:30Z is 01:30 EST.
    [
      '2024-11-03T05:30:00Z',
      '2024-11-03',
      '2024-11-03',
      '2024-11-03',
      '2024-11-03',
      '2024-11-03',
      '2024-11-02',
    ],
    // Midnight in New York while it is still summer there: 04:00Z; a minute before is the day before.
    [
      '2024-11-03T03:59:00Z',
      '2024-11-03',
      '2024-11-03',
      '2024-11-02',
      '2024-11-03',
      '2024-11-03',
      '2024-11-02',
    ],
  ]
  const file = () =>
    fileOf(['customer,time,amount', ...CASES.map(([instant], i) => `c${i},${instant},1`), ''].join('\n'))

  it.each(ZONES.map((zone, i) => [zone, i] as const))('%s', async (zone, i) => {
    const report = await tenureJson(['customers', file(), '--tz', zone, '--as-of', '2024-12-31'])
    const rows = rowsOf(report, 'customers')
    expect(rows.map(row => row.first_order)).toEqual(CASES.map(([, ...dates]) => dates[i]))
    // 366 days of 2024 less the day of the year: recency is in calendar days, whatever hours a day has.
    const since = (date = '') => (Date.UTC(2024, 11, 31) - Date.parse(date)) / 86_400_000
    expect(rows.map(row => row.days_since_last)).toEqual(CASES.map(([, ...dates]) => since(dates[i])))
  })
})
