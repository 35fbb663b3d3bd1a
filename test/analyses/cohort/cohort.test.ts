import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CDNOW } from '../../support/histories.ts'
import { fileOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

type Row = ReturnType<typeof rowsOf>[number]

const orders = (lines: readonly string[], header = 'customer,date,amount') =>
  fileOf('orders.csv', `${[header, ...lines].join('\n')}\n`)

const answerOf = (file: string, ...flags: string[]) => tenureJson(['cohort', file, '--tz', 'UTC', ...flags])

const cellsOf = async (file: string, ...flags: string[]) => rowsOf(await answerOf(file, ...flags), 'cohorts')

/** The named columns, row by row. */
const pick = (rows: readonly Row[], ...names: string[]) => rows.map(row => names.map(name => row[name]))

describe('the rules of retention (definitions R1 to R3)', () => {
  const file = orders(
    [
      'u1,2024-03-01 23:50',
      'u1,2024-03-02 00:10',
      'u2,2024-03-01 09:00',
      'u2,2024-03-02 08:00',
      'u2,2024-03-04 10:00',
      'u3,2024-03-01 12:00',
      'u3,2024-03-03 13:00',
      'u4,2024-03-03 10:00',
      'u4,2024-03-04 11:00',
    ],
    'customer,date',
  )
  const days = (...flags: string[]) => answerOf(file, '--period', 'day', '--as-of', '2024-03-04', ...flags)

  // Returned and eligible of days 1, 2 and 3, all cohorts together, as the table of the definition has them.
  it.each([
    ['calendar', ['--retention', 'bounded'], [3, 4], [1, 3], [1, 3]],
    ['calendar', ['--retention', 'unbounded'], [4, 4], [2, 3], [1, 3]],
    ['rolling', ['--retention', 'bounded'], [0, 3], [1, 3], [0, 0]],
    ['rolling', ['--retention', 'unbounded'], [2, 3], [2, 3], [0, 0]],
    // By hand from the same rows: within days 1 to 2; on day 1 or 2.
    ['calendar', ['--retention', 'unbounded', '--horizon', '2'], [3, 3], [1, 3], [0, 0]],
    ['calendar', ['--retention', 'bracket', '--bracket', '1-3'], [3, 3], [0, 0], [0, 0]],
    ['rolling', ['--retention', 'bracket', '--bracket', '1-3'], [1, 3], [0, 0], [0, 0]],
  ])('%s clock, %j', async (clock, rule, ...expected) => {
    const cells = rowsOf(await days('--clock', clock, ...rule), 'cohorts')
    const sum = (name: string, day: number) =>
      cells.filter(cell => cell.period === day).reduce((total, cell) => total + Number(cell[name] ?? 0), 0)
    expect([1, 2, 3].map(day => [sum('returned', day), sum('eligible', day)])).toEqual(expected)
  })

  it('pools the same numbers with an interval, and has no line without an eligible customer', async () => {
    const calendar = rowsOf(await days(), 'pooled')
    expect(pick(calendar, 'period', 'returned', 'eligible')).toEqual([
      [0, null, null],
      [1, 3, 4],
      [2, 1, 3],
      [3, 1, 3],
    ])
    // Wilson of 3 of 4, by its formula (definition G9).
    expect(calendar[1]!.retention_low).toBeCloseTo(0.3006, 4)
    expect(calendar[1]!.retention_high).toBeCloseTo(0.9544, 4)
    expect(pick(rowsOf(await days('--clock', 'rolling'), 'pooled'), 'period')).toEqual([[0], [1], [2]])
  })

  it('says where the horizon varies from cohort to cohort', async () => {
    const varies = async (...flags: string[]) =>
      rowsOf(await days('--retention', 'unbounded', ...flags), 'cohorts').some(row => row.horizon_varies)
    expect(await varies()).toBe(true)
    expect(await varies('--horizon', '2')).toBe(false)
  })

  it('is empty, not 0, where nobody is eligible', async () => {
    const cells = rowsOf(await days('--clock', 'rolling'), 'cohorts')
    const last = cells.find(cell => cell.cohort === '2024-03-01' && cell.period === 3)!
    expect([last.eligible, last.retention, last.complete]).toEqual([0, null, false])
  })
})

const MATRIX = [
  'a,2024-01-05,50',
  'a,2024-01-20,20',
  'a,2024-03-02,30',
  'b,2024-01-31,10',
  'b,2024-02-01,40',
  'c,2024-01-15,100',
  'd,2024-02-10,60',
  'd,2024-03-15,60',
  'e,2024-02-20,25',
  'f,2024-03-03,70',
]

describe('the matrix of purchases (definitions R4 to R6)', () => {
  const file = orders(MATRIX)

  it('counts customers and money of every cell', async () => {
    const cells = await cellsOf(file, '--as-of', '2024-03-31')
    expect(
      pick(cells, 'cohort', 'cohort_size', 'period', 'customers', 'orders', 'revenue', 'complete'),
    ).toEqual([
      ['2024-01', 3, 0, 3, 4, 180, true],
      ['2024-01', 3, 1, 1, 1, 40, true],
      ['2024-01', 3, 2, 1, 1, 30, true],
      ['2024-02', 2, 0, 2, 2, 85, true],
      ['2024-02', 2, 1, 1, 1, 60, true],
      ['2024-03', 1, 0, 1, 1, 70, true],
    ])
    expect(pick(cells.slice(0, 3), 'cumulative_value')).toEqual([[60], [73.33], [83.33]])
    expect(cells[1]!.revenue_retention).toBeCloseTo(40 / 180, 12)
  })

  it('flags what is not over, and leaves it out of rates, values and the pooled lines', async () => {
    const report = await answerOf(file, '--as-of', '2024-03-30')
    const cells = rowsOf(report, 'cohorts')
    expect(pick(cells, 'complete', 'customers', 'eligible', 'retention', 'cumulative_value')).toEqual([
      [true, 3, null, null, 60],
      [true, 1, 3, 1 / 3, 73.33],
      [false, 1, 0, null, null],
      [true, 2, null, null, 42.5],
      [false, 1, 0, null, null],
      [false, 1, null, null, null],
    ])
    // By hand: (180 + 85) / 5 and 220 / 3.
    expect(pick(rowsOf(report, 'pooled'), 'period', 'cohorts', 'customers', 'cumulative_value')).toEqual([
      [0, 2, 5, 53],
      [1, 1, 3, 73.33],
    ])
    // 40 of January's 180; February's month 1 is not over.
    expect(rowsOf(report, 'pooled').map(row => row.revenue_retention)).toEqual([null, 40 / 180])
  })

  it('books refunds on their own period and never starts a cohort with one', async () => {
    const refunds = ['c,2024-03-20,-100', 'd,2024-01-10,-7', 'e,2024-02-01,-5', 'g,2024-02-05,-9']
    const report = await answerOf(orders([...MATRIX, ...refunds]), '--as-of', '2024-03-31')
    const cells = rowsOf(report, 'cohorts')
    expect(pick(cells, 'cohort', 'period', 'customers', 'orders', 'revenue')).toEqual([
      ['2024-01', 0, 3, 4, 180],
      ['2024-01', 1, 1, 1, 40],
      ['2024-01', 2, 1, 1, -70],
      ['2024-02', 0, 2, 2, 80],
      ['2024-02', 1, 1, 1, 60],
      ['2024-03', 0, 1, 1, 70],
    ])
    expect(report.notes.join('\n')).toMatch(/In no cell: the money of 1 customer that was refunded before/)
    expect(report.notes.join('\n')).toMatch(/In no cohort: 1 customer with refunds and no order/)
  })

  it('reports the cohorts and periods asked for, from the whole history', async () => {
    const cells = await cellsOf(file, '--since', '2024-01-02', '--until', '2024-02-01', '--max-periods', '1')
    expect(pick(cells, 'cohort', 'period', 'customers')).toEqual([
      ['2024-02', 0, 2],
      ['2024-02', 1, 1],
    ])
  })

  it.each([
    ['quarter', [['2024-Q1', 6]]],
    ['year', [['2024', 6]]],
    [
      'week',
      [
        ['2024-01-01', 1],
        ['2024-01-15', 1],
        ['2024-01-29', 1],
        ['2024-02-05', 1],
        ['2024-02-19', 1],
        ['2024-02-26', 1],
      ],
    ],
  ])('cohorts of a %s', async (period, expected) => {
    const cells = await cellsOf(file, '--period', period)
    expect(
      pick(
        cells.filter(cell => cell.period === 0),
        'cohort',
        'customers',
      ),
    ).toEqual(expected)
  })

  it('starts weeks on the day asked for', async () => {
    const [cell] = await cellsOf(file, '--period', 'week', '--week-start', 'sunday')
    expect(cell!.cohort).toBe('2023-12-31')
  })

  it('gives the same answer whatever the order of rows', async () => {
    const shuffled = [7, 2, 9, 0, 4, 1, 8, 3, 6, 5].map(i => MATRIX[i]!)
    expect((await answerOf(orders(shuffled))).tables).toEqual((await answerOf(file)).tables)
  })

  it('draws a triangle', async () => {
    const words = ['cohort', file, '--as-of', '2024-03-30', '--tz', 'UTC', '--show', 'customers']
    const { stdout } = await tenure([...words, '--format', 'table', '--table', 'cohorts'])
    expect(stdout.split('\n').slice(1, 7)).toEqual([
      '┌─────────┬─────────────┬────┬────┬────┐',
      '│ cohort  │ cohort_size │  0 │  1 │  2 │',
      '├─────────┼─────────────┼────┼────┼────┤',
      '│ 2024-01 │           3 │ 3  │ 1  │ 1* │',
      '│ 2024-02 │           2 │ 2  │ 1* │    │',
      '│ 2024-03 │           1 │ 1* │    │    │',
    ])
  })

  it('has a repeat purchase rate at a fixed horizon (definition R7 d)', async () => {
    const repeat = async (...flags: string[]) =>
      pick(rowsOf(await answerOf(file, '--as-of', '2024-03-31', ...flags), 'repeat'), 'repeated', 'eligible')
    expect(await repeat('--repeat-days', '30')).toEqual([[2, 5]])
    // a after 15 days, b after 1: inclusive, so 15 counts and 14 does not; f is observed for 28 days.
    expect(await repeat('--repeat-days', '15')).toEqual([[2, 6]])
    expect(await repeat('--repeat-days', '14')).toEqual([[1, 6]])
    expect(await repeat('--repeat-days', '28')).toEqual([[2, 6]])
  })
})

describe('repeat rates by period (definition R7)', () => {
  const file = orders(MATRIX)
  const february = async (...flags: string[]) => {
    const report = await answerOf(file, ...flags)
    const row = rowsOf(report, 'repeat_by_period').find(({ period }) => period === '2024-02')!
    return pick([row], 'repeated_in_period', 'repeated_by_end', 'repeated_to_date', 'buyers')[0]
  }

  it('are three different ones beside the fixed horizon', async () => {
    expect(await february('--as-of', '2024-03-31')).toEqual([0, 1, 2, 3])
  })

  it('to date changes when the future comes, the others do not', async () => {
    expect(await february('--as-of', '2024-03-14')).toEqual([0, 1, 1, 3])
  })

  it('count orders of the same day only with --same-day', async () => {
    const twice = orders([...MATRIX, 'e,2024-02-20,5', 'a,2024-03-02,1'])
    const rates = async (...flags: string[]) => {
      const rows = rowsOf(await answerOf(twice, '--as-of', '2024-03-31', ...flags), 'repeat_by_period')
      return pick(rows, 'period', 'repeated_in_period', 'repeated_by_end', 'repeated_to_date')
    }
    expect(await rates()).toEqual([
      ['2024-01', 1, 1, 2],
      ['2024-02', 0, 1, 2],
      ['2024-03', 0, 2, 2],
    ])
    expect(await rates('--same-day')).toEqual([
      ['2024-01', 1, 1, 2],
      ['2024-02', 1, 2, 3],
      ['2024-03', 1, 2, 2],
    ])
  })
})

describe('revenue of the same customers from period to period (definition R5)', () => {
  const lines = [
    'a,2024-01-05,100',
    'b,2024-01-06,50',
    'c,2024-01-07,200',
    'a,2024-02-05,120',
    'c,2024-02-06,150',
  ]
  const retained = async (more: readonly string[], period: string) => {
    const report = await answerOf(orders([...lines, ...more]), '--as-of', '2024-04-30')
    return rowsOf(report, 'retained_revenue').find(row => row.period === period)!
  }

  it('has the gross and net retention of the worked example', async () => {
    const row = await retained([], '2024-02')
    expect([row.customers_before, row.customers_kept, row.at_start]).toEqual([3, 2, 350])
    expect([row.grr, row.nrr]).toEqual([250 / 350, 270 / 350])
  })

  it('leaves out who is new or comes back, and adds up', async () => {
    // In March c spends 10 less, b is back, d is new; nobody orders in April, and a refund is no order.
    const more = ['c,2024-03-09,140', 'b,2024-03-10,30', 'd,2024-03-11,7', 'c,2024-04-02,-20']
    const names = ['at_start', 'new', 'reactivated', 'expansion', 'contraction', 'churn', 'at_end']
    const row = await retained(more, '2024-03')
    expect(pick([row], ...names)).toEqual([[270, 7, 30, 0, -10, -120, 177]])
    expect(pick([await retained(more, '2024-04')], ...names, 'grr')).toEqual([[177, 0, 0, 0, 0, -177, 0, 0]])
  })

  it('is told of groups', async () => {
    const file = orders(
      ['a,2024-01-05,100,web', 'b,2024-01-06,50,shop', 'a,2024-02-05,120,web'],
      'customer,date,amount,channel',
    )
    const rows = rowsOf(await answerOf(file, '--by', 'channel', '--as-of', '2024-02-29'), 'retained_revenue')
    expect(pick(rows, 'channel', 'period', 'at_start', 'at_end')).toEqual([
      ['shop', '2024-01', 0, 50],
      ['shop', '2024-02', 50, 0],
      ['web', '2024-01', 0, 100],
      ['web', '2024-02', 100, 120],
    ])
  })
})

describe('pooling (definitions G4 and G9)', () => {
  const people = (count: number, name: string, date: string) =>
    Array.from({ length: count }, (_, i) => `${name}${i},${date},10`)
  const lines = [
    ...people(10, 'a', '2024-01-10'),
    ...people(2, 'a', '2024-02-10'),
    ...people(100, 'b', '2024-02-15'),
  ]
  const pooled = async (...flags: string[]) => {
    const report = await answerOf(orders(lines), '--as-of', '2024-03-31', ...flags)
    return { pool: rowsOf(report, 'pooled').filter(({ period }) => period === 1), notes: report.notes }
  }

  it('never averages rates: 20 % of 10 and 0 % of 100 are 1.8 %', async () => {
    const { pool } = await pooled('--complete-history')
    expect(pick(pool, 'cohorts', 'returned', 'eligible')).toEqual([[2, 2, 110]])
    expect(pool[0]!.retention).toBeCloseTo(2 / 110, 12)
  })

  it('leaves out cohorts that start within T2 days of the first row, T2 inclusive', async () => {
    // January starts 9 days before the first row, February 22 after it.
    const { pool, notes } = await pooled('--t2', '21')
    expect(pick(pool, 'cohorts', 'returned', 'eligible')).toEqual([[1, 0, 100]])
    expect(notes.join('\n')).toMatch(/Left-censored: 1 of 2 cohorts .*2024-01-10/)
    expect((await pooled('--t2', '22')).pool).toEqual([])
  })

  it('takes T2 from the gaps where there are enough, and says where there are not', async () => {
    const { pool, notes } = await pooled()
    expect(pick(pool, 'cohorts')).toEqual([[2]])
    expect(notes.join('\n')).toMatch(/Too few gaps/)
    // 100 gaps of 20 days: T2 is 20, so that only the cohort of January is within it.
    const gaps = Array.from({ length: 100 }, (_, i) => [`c${i},2024-01-10,1`, `c${i},2024-01-30,1`])
    const report = await answerOf(orders([...gaps.flat(), 'd,2024-02-15,1']), '--as-of', '2024-03-31')
    expect(pick(rowsOf(report, 'cohorts'), 'cohort', 'period', 'left_censored')).toEqual([
      ['2024-01', 0, true],
      ['2024-01', 1, true],
      ['2024-01', 2, true],
      ['2024-02', 0, false],
      ['2024-02', 1, false],
    ])
  })

  it('flags cells of few customers', async () => {
    const cells = await cellsOf(orders(lines), '--as-of', '2024-03-31', '--min-n', '11')
    expect([...new Set(cells.map(cell => `${cell.cohort} ${cell.low_n}`))]).toEqual([
      '2024-01 true',
      '2024-02 false',
    ])
  })
})

it.each([
  ['Europe/Berlin', '2024-04'],
  ['America/New_York', '2024-03'],
])('cohorts are local: 2024-03-31 22:30Z in %s (definition G2)', async (zone, cohort) => {
  const file = orders(['a,2024-03-31T22:30:00Z,1'])
  const report = await tenureJson(['cohort', file, '--tz', zone])
  expect(rowsOf(report, 'cohorts')[0]!.cohort).toBe(cohort)
})

describe('what cannot be answered', () => {
  const file = orders(['a,2024-01-01', 'a,2024-01-05'], 'customer,date')

  it.each([
    [['--clock', 'rolling'], 3, 'every time in the export is midnight'],
    [['--clock', 'rolling', '--period', 'year'], 2, 'no fixed number of days'],
    [['--horizon', '3'], 2, '--horizon means nothing without --retention unbounded'],
    [['--bracket', '1-3'], 2, '--bracket means nothing without --retention bracket'],
    [['--retention', 'bracket'], 2, '--retention bracket needs --bracket A-B'],
    [['--retention', 'bracket', '--bracket', '3-3'], 2, 'not two period numbers'],
    [['--retention', 'bracket', '--bracket', '3-5', '--max-periods', '2'], 2, '--max-periods ends at 2'],
    [['--show', 'revenue'], 2, '--show revenue needs amounts'],
  ])('%j', async (flags, exitCode, message) => {
    const { code, stderr } = await tenure(['cohort', file, ...flags])
    expect(stderr).toContain(message)
    expect(code).toBe(exitCode)
  })

  it('has no columns of money without amounts', async () => {
    const [cell] = await cellsOf(file)
    expect(Object.keys(cell!)).not.toContain('revenue')
  })
})

describe.skipIf(!existsSync(CDNOW))('CDNOW (../shared/data/cdnow.csv; skipped where it is absent)', () => {
  const report = answerOf(CDNOW, '--as-of', '1998-06-30', '--complete-history')

  it('has the known customers of months 0 to 3 (definition R4)', async () => {
    const cells = rowsOf(await report, 'cohorts').filter(cell => Number(cell.period) < 4)
    expect(cells.map(cell => cell.customers)).toEqual([
      ...[7846, 1157, 964, 810],
      ...[8476, 1312, 980, 783],
      ...[7248, 1032, 752, 756],
    ])
  })

  it('has every customer in one cohort', async () => {
    const starts = rowsOf(await report, 'cohorts').filter(cell => cell.period === 0)
    expect(starts.reduce((sum, cell) => sum + Number(cell.customers), 0)).toBe(23570)
  })

  it('has the known repeat purchase rate (definition R7)', async () => {
    const [repeat] = rowsOf(await report, 'repeat')
    expect([repeat!.repeated, repeat!.eligible]).toEqual([6887, 23570])
    const rates = [repeat!.repeat_rate, repeat!.repeat_rate_low, repeat!.repeat_rate_high]
    expect(rates.map(rate => (100 * Number(rate)).toFixed(2))).toEqual(['29.22', '28.64', '29.80'])
    const [sameDay] = rowsOf(await answerOf(CDNOW, '--as-of', '1998-06-30', '--same-day'), 'repeat')
    expect(sameDay!.repeated).toBe(7079)
  })

  it('is left-censored as a whole: T2 is 283 days (definition C2)', async () => {
    const censored = await answerOf(CDNOW, '--as-of', '1998-06-30')
    expect(censored.notes.join('\n')).toContain('3 of 3 cohorts start within 283 days (T2)')
    expect(rowsOf(censored, 'pooled')).toEqual([])
  })
})
