import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay } from '../../../src/math/calendar.ts'
import { randomNumbers, shuffled } from '../../support/batches.ts'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const AS_OF = '2024-12-31'
const ago = (days: number) => formatDay(parseDay(AS_OF)! - days)

/** A customer's orders, by the days from them to the as-of date. */
const orders = (customer: string, ...days: number[]) => days.map(day => `${customer},${ago(day)},10`)
const csvOf = (lines: readonly string[]) => `customer,date,amount\n${lines.map(line => `${line}\n`).join('')}`
const eventsOf = (lines: readonly string[]) =>
  `customer,time,event\n${lines.map(line => `${line}\n`).join('')}`

const stagesOf = (lines: readonly string[], ...words: string[]) =>
  tenureJson([
    'lifecycle',
    'stages',
    fileOf('orders.csv', csvOf(lines)),
    '--as-of',
    AS_OF,
    '--detail',
    ...words,
  ])

const T = ['--t1', '35', '--t2', '67.5']

// Definition L6, T1 = 35 and T2 = 67.5.
describe.each([
  ['orders at R = 100 and R = 10: the gap of 90 is more than T2', [100, 10], 'won_back'],
  ['one order at R = 10', [10], 'new'],
  ['one order at R = 50', [50], 'at_risk'],
  ['two orders, the last within T1', [40, 10], 'active'],
  ['two orders of one day', [10, 10], 'active'],
  ['R = T1 is within it', [35], 'new'],
  ['R beyond T1', [36], 'at_risk'],
  ['R of 67 is within T2 = 67.5', [67], 'at_risk'],
  ['R of 68 is not', [68], 'churned'],
  ['won back, and at risk again', [150, 50], 'at_risk'],
  ['a gap of 67 days wins nobody back', [77, 10], 'active'],
])('%s', (_, days, stage) => {
  it(stage, async () => {
    const report = await stagesOf(orders('a', ...days), ...T)
    expect(rowsOf(report, 'customers')[0]!.stage).toBe(stage)
  })
})

it('the best stage ever is not the stage', async () => {
  const report = await stagesOf(orders('a', 300, 280, 10), ...T)
  // Active from the second order on, churned 68 days after it, won back by the third.
  expect(rowsOf(report, 'customers')).toEqual([
    expect.objectContaining({
      stage: 'won_back',
      stage_since: ago(10),
      best_stage_ever: 'active',
      stages_entered: 5,
      orders: 3,
      net_revenue: 30,
    }),
  ])
  const ever = Object.fromEntries(rowsOf(report, 'stages').map(row => [row.stage, row.ever]))
  expect(ever).toEqual({ active: 1, won_back: 1, new: 1, at_risk: 1, churned: 1, prospect: 0 })
})

it('time in a stage counts open spells', async () => {
  // New for 36 days, then at risk: a for 32 days and churned since, b for 4 days so far, c is new since 20 days.
  const report = await stagesOf([...orders('a', 200), ...orders('b', 40), ...orders('c', 20)], ...T)
  const dwell = Object.fromEntries(rowsOf(report, 'dwell').map(row => [row.stage, row]))
  expect(dwell.new).toMatchObject({
    spells: 3,
    completed: 2,
    open: 1,
    median_completed_days: 36,
    median_days: 36,
  })
  expect(dwell.at_risk).toMatchObject({
    spells: 2,
    completed: 1,
    open: 1,
    median_completed_days: 32,
    median_days: 32,
  })
  expect(dwell.churned).toMatchObject({ spells: 1, completed: 0, open: 1, median_days: null })
})

describe('rules of the user', () => {
  const withRules = (yaml: string, ...words: string[]) => {
    const folder = folderOf({
      'rules.yaml': yaml,
      'orders.csv': csvOf([...orders('a', 50, 5), ...orders('b', 90)]),
    })
    return [
      'lifecycle',
      'stages',
      `${folder}/orders.csv`,
      '--as-of',
      AS_OF,
      '--rules',
      `${folder}/rules.yaml`,
      ...words,
    ]
  }
  const VIP =
    'best_first: [vip, other]\nrules:\n- {name: vip, when: [net_revenue >= 20, days_since_last <= t1]}\n- else: other\n'

  it('are tried in order, by money and thresholds', async () => {
    const report = await tenureJson([...withRules(VIP, ...T), '--detail'])
    expect(rowsOf(report, 'customers').map(row => row.stage)).toEqual(['vip', 'other'])
    expect(rowsOf(report, 'rules').map(row => row.needs_columns)).toEqual([
      'customer, time, amount',
      'customer, time',
    ])
  })

  it.each([
    [
      'name a measure that is none',
      '- {name: a, when: orderz > 1}\n- else: b',
      /no measure or column orderz, did you mean "orders"/,
    ],
    ['fit nobody on some day', '- {name: a, when: orders > 5}', /2 customers fit no rule, first: a, b/],
    [
      'rank a stage that is none',
      'best_first: [c]\nrules:\n- else: b',
      /best_first names c, which no rule leads to/,
    ],
    ['list no events', 'events: {visit: 3}\nrules:\n- else: b', /visit lists no events/],
    [
      'look at events of an export of orders',
      'events: {v: [visit]}\nrules:\n- {name: a, when: v.count > 0}\n- else: b',
      /stages that need events: a \(visit\)/,
    ],
  ])('that %s are a line', async (_, yaml, message) => {
    const { code, stderr } = await tenure(withRules(yaml, ...T))
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(2)
  })
})

describe('models of events', () => {
  const LINES = [
    'a,2024-01-01,visit',
    'b,2024-01-01,visit',
    'b,2024-01-03,product_view',
    'c,2024-01-02,purchase',
    'd,2024-01-02,purchase',
    'd,2024-01-09,purchase',
    'd,2024-01-09,purchase',
    'd,2024-01-10,login',
    'e,2024-01-02,purchase',
    'e,2024-01-03,login',
    'e,2024-01-04,review',
    'f,2023-10-01,purchase',
    'f,2024-01-09,login',
  ]
  const answer = (...words: string[]) =>
    tenure([
      'lifecycle',
      'stages',
      fileOf('events.csv', eventsOf(LINES)),
      '--events',
      '--as-of',
      '2024-01-31',
      ...T,
      ...words,
    ])
  const detail = async (...words: string[]) => {
    const { stdout, stderr } = await answer(...words, '--detail', '--format', 'json')
    if (stdout === '') throw new Error(stderr)
    return rowsOf(JSON.parse(stdout), 'customers').map(row => row.stage)
  }

  it.each([
    ['default', ['prospect', 'prospect', 'new', 'active', 'new', 'churned']],
    ['awareness', ['awareness', 'consideration', 'purchase', 'loyalty', 'use', 'churn']],
    ['discovery', ['discovery', 'engagement', 'conversion', 'retention', 'advocacy', 'engagement']],
    ['reach', ['reach', 'reach', 'conversion', 'retention', 'conversion', 'acquisition']],
  ])('%s', async (model, stages) => expect(await detail('--model', model)).toEqual(stages))

  it('take the names that the export has', async () => {
    expect(await detail('--model', 'reach', '--event-name', 'acquisition=product_view')).toEqual([
      'reach',
      'acquisition',
      'conversion',
      'retention',
      'conversion',
      'acquisition',
    ])
  })

  it('say what the export lacks', async () => {
    const { stderr } = await answer('--model', 'reach', '--format', 'csv')
    expect(stderr).toMatch(/no event for "acquisition": none is called signup.*--event-name acquisition=NAME/)
    const none = await tenure([
      'lifecycle',
      'stages',
      fileOf('v.csv', eventsOf(['a,2024-01-01,visit'])),
      '--events',
      ...T,
    ])
    expect(none.code).toBe(2)
    expect(none.stderr).toMatch(
      /no purchase among its events.*\n.*--event-name purchase=NAME; the export has: visit/,
    )
    expect(await answer('--event-name', 'purchas=x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "purchase"'),
    })
  })
})

describe('whatever the export', () => {
  const random = randomNumbers(11)
  const lines = Array.from(
    { length: 400 },
    () => `c${Math.floor(random() * 60)},${ago(Math.floor(random() * 400))},5`,
  )

  it('every customer is in one stage, at every date; the order of rows and files changes nothing', async () => {
    const whole = await stagesOf(lines, ...T)
    const customers = rowsOf(whole, 'customers').length
    const sum = (table: string, name: string, of = (_: Record<string, unknown>) => true) =>
      rowsOf(whole, table).reduce((total, row) => total + (of(row) ? Number(row[name]) : 0), 0)
    expect(sum('stages', 'customers')).toBe(customers)
    expect(sum('stages', 'best_stage_ever')).toBe(customers)
    expect(sum('history', 'customers', row => row.date === AS_OF)).toBe(customers)
    expect(sum('dwell', 'open')).toBe(customers)
    const mixed = shuffled(lines, random)
    const folder = folderOf({ 'a.csv': csvOf(mixed.slice(0, 150)), 'b.csv': csvOf(mixed.slice(150)) })
    const split = await tenureJson(['lifecycle', 'stages', folder, '--as-of', AS_OF, '--detail', ...T])
    expect(split.tables).toEqual(whole.tables)
  })

  it('the stage of a day is the same in whatever run it is looked at', async () => {
    const whole = await stagesOf(lines, ...T)
    const then = rowsOf(whole, 'history').filter(row => row.date === '2024-06-30')
    const report = await tenureJson([
      'lifecycle',
      'stages',
      fileOf('orders.csv', csvOf(lines)),
      '--as-of',
      '2024-06-30',
      ...T,
    ])
    expect(then.map(row => [row.stage, row.customers])).toEqual(
      rowsOf(report, 'stages').map(row => [row.stage, row.customers]),
    )
  })
})

describe.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'])(
  'in %s',
  zone => {
    it('days are local, over daylight saving, a leap day and the end of a year', async () => {
      // Noon of the day on which each clock changes, and of others: 35 and 36 calendar days before.
      const lines = ['2024-02-29', '2024-03-31', '2024-04-05', '2024-04-06', '2024-12-31'].map(
        (day, i) => `c${i},${day}T12:00:00,1`,
      )
      const file = fileOf('orders.csv', csvOf(lines))
      for (const [asOf, expected] of [
        ['2024-04-04', ['new', 'new']],
        ['2024-04-05', ['at_risk', 'new', 'new']],
        ['2025-02-04', ['churned', 'churned', 'churned', 'churned', 'new']],
        ['2025-02-05', ['churned', 'churned', 'churned', 'churned', 'at_risk']],
      ] as const) {
        const words = ['lifecycle', 'stages', file, '--tz', zone, '--as-of', asOf, '--detail', ...T]
        expect(rowsOf(await tenureJson(words), 'customers').map(row => row.stage)).toEqual(expected)
      }
    })
  },
)

// Of an independent query and a day by day loop in another language.
describe.skipIf(!existsSync(CDNOW))('CDNOW', () => {
  it('stages at the end', async () => {
    const report = await tenureJson(['lifecycle', 'stages', CDNOW])
    const columns = ['stage', 'customers', 'ever', 'best_stage_ever']
    expect(rowsOf(report, 'stages').map(row => columns.map(name => row[name]))).toEqual([
      ['active', 3338, 10735, 10735],
      ['won_back', 912, 2186, 927],
      ['new', 0, 23219, 11908],
      ['at_risk', 2959, 22994, 0],
      ['churned', 16361, 18528, 0],
      ['prospect', 0, 0, 0],
    ])
    expect(rowsOf(report, 'dwell').map(row => [row.completed, row.median_completed_days])).toEqual([
      [11544, 120],
      [1274, 120],
      [23219, 120],
      [24989, 164],
      [2167, 68],
      [0, null],
    ])
  })
})
