/** What holds for every analysis that takes --by, driven by the list of analyses. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { randomNumbers, shuffled } from './support/batches.ts'
import { folderOf, type JsonReport, rowsOf, tenure, tenureJson } from './support/tenure.ts'

/** What adds up in each table that is broken down: rows are told apart by `key`, and `sums` are those of the groups. */
const ADDITIVE: Readonly<Record<string, Readonly<Record<string, { key: string[]; sums: string[] }>>>> = {
  'segment rfm': {
    segments: { key: ['segment'], sums: ['customers', 'revenue'] },
  },
  'segment rules': {
    segments: { key: ['segment'], sums: ['customers', 'revenue'] },
  },
  'segment value': {
    share: { key: [], sums: ['customers', 'value', 'negative_customers'] },
    deciles: { key: [], sums: ['customers', 'value'] },
  },
  'segment tiers': {
    tiers: { key: ['tier'], sums: ['customers', 'in_grace', 'spend'] },
  },
  'segment clusters': {
    segments: { key: ['segment'], sums: ['customers', 'revenue'] },
  },
  'segment migration': {
    steps: {
      key: ['from_date', 'to_date'],
      sums: ['customers', 'stayed', 'moved', 'left', 'returned', 'entered'],
    },
    matrix: { key: ['from', 'to'], sums: ['customers'] },
    history: { key: ['date', 'segment'], sums: ['customers', 'revenue'] },
  },
  cohort: {
    cohorts: {
      key: ['cohort', 'period'],
      sums: ['cohort_size', 'customers', 'eligible', 'returned', 'orders', 'revenue'],
    },
    pooled: { key: ['period'], sums: ['customers', 'eligible', 'returned'] },
    repeat: { key: [], sums: ['customers', 'eligible', 'repeated'] },
  },
  'churn state': {
    states: { key: ['state'], sums: ['customers', 'one_order', 'revenue'] },
    churn: { key: ['period'], sums: ['customers_at_start', 'churned', 'entered_and_churned'] },
    churn_by_segment: { key: ['segment'], sums: ['customers_at_start', 'churned'] },
    churn_by_segment_and_period: { key: ['segment', 'period'], sums: ['customers_at_start', 'churned'] },
    win_back: { key: ['period'], sums: ['lapsed', 'eligible', 'won_back'] },
  },
  'churn contractual': {
    churn: {
      key: ['period'],
      sums: ['customers_at_start', 'churned', 'new', 'reactivated', 'customers_at_end', 'joined_and_left'],
    },
    recurring_revenue: {
      key: ['period'],
      sums: ['at_start', 'new', 'reactivated', 'expansion', 'contraction', 'churn', 'at_end'],
    },
  },
  'churn survival': {
    summary: { key: ['curve'], sums: ['n', 'events'] },
    repeat_by: { key: ['curve', 'days'], sums: ['at_risk'] },
    curve: { key: ['curve', 'days'], sums: ['events', 'censored'] },
  },
  'lifecycle growth': {
    growth: {
      key: ['period'],
      sums: ['new', 'returning', 'resurrecting', 'dormant', 'active', 'active_before'],
    },
    average: { key: [], sums: ['active_before'] },
  },
  orders: {
    orders: {
      key: [],
      sums: ['orders', 'orders_without_customer', 'buyers', 'customers', 'revenue', 'unlinked_refunds'],
    },
    by_period: { key: ['period'], sums: ['orders', 'buyers', 'customers', 'revenue', 'unlinked_refunds'] },
  },
  'segment profile': {
    profile: { key: ['attribute', 'value'], sums: ['customers', 'top_customers'] },
  },
  'lifecycle stages': {
    stages: { key: ['stage'], sums: ['customers', 'revenue', 'ever', 'best_stage_ever'] },
    dwell: { key: ['stage'], sums: ['spells', 'completed', 'open'] },
    history: { key: ['stage', 'date'], sums: ['customers'] },
  },
  'lifecycle moves': {
    moves: { key: ['from', 'to'], sums: ['customers', 'customers_from'] },
    matter: { key: ['from', 'to'], sums: ['customers'] },
    flows: {
      key: ['date_from', 'stage'],
      sums: ['at_start', 'leavers', 'entrants', 'first_seen', 'at_end'],
    },
    entries: { key: ['stage'], sums: ['customers', 'entries', 'loops', 'customers_returned'] },
  },
  clv: {
    deciles: { key: ['decile'], sums: ['customers', 'historic_value', 'expected_orders', 'predicted_value'] },
  },
}

const brokenDown = analyses
  .filter(({ flags }) => 'by' in flags)
  .map(({ name, flags }) => ({ words: name.join(' '), name, detail: 'detail' in flags }))

/** How each is asked, so that it has an answer on a small export. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'segment rules': ['--rules', 'fixtures/segments.yaml'],
  'segment tiers': ['--tiers', 'fixtures/tiers.yaml'],
  'segment migration': ['--from', '2025-03-31', '--to', '2025-12-31'],
  'churn contractual': ['--covers', '1m'],
  cohort: ['--complete-history'],
  'churn state': ['--t1', '40', '--t2', '90', '--by-segment'],
  'segment profile': ['--attribute', 'product', '--min-n', '1'],
  'lifecycle stages': ['--t1', '40', '--t2', '90'],
  'lifecycle moves': ['--t1', '40', '--t2', '90'],
  clv: ['--min-customers', '10'],
}

let folder = ''
const paths = (names: readonly string[]) => names.map(name => join(folder, name))

beforeAll(async () => {
  folder = folderOf({})
  const path = join(folder, 'orders.csv')
  await tenure(['sample', 'orders', '--rows', '2000', '--seed', '5', '--output', path])
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const mixed = shuffled(lines, randomNumbers(1))
  const third = Math.ceil(mixed.length / 3)
  for (const part of [0, 1, 2]) {
    const own = mixed.slice(part * third, (part + 1) * third)
    writeFileSync(join(folder, `part${part}.csv`), [header, ...own, ''].join('\n'))
  }
})

const ask = (name: readonly string[], files: readonly string[], more: readonly string[] = []) =>
  tenureJson([...name, ...paths(files), '--as-of', '2026-12-31', ...(ASKED[name.join(' ')] ?? []), ...more])

/** Key → the sums of the rows that have it. */
function sumsOf(report: JsonReport, table: string, { key, sums }: { key: string[]; sums: string[] }) {
  const totals = new Map<string, number[]>()
  for (const row of rowsOf(report, table)) {
    const name = key.map(column => row[column]).join(' ')
    const values = sums.map(column => {
      if (row[column] === undefined) throw new Error(`no column ${column} in ${table}`)
      return Number(row[column] ?? 0)
    })
    totals.set(
      name,
      values.map((value, i) => value + (totals.get(name)?.[i] ?? 0)),
    )
  }
  return new Map([...totals].filter(([, values]) => values.some(value => value !== 0)))
}

describe.each(brokenDown)('tenure $words --by', ({ words, name, detail }) => {
  it('is told here what adds up', () => expect(Object.keys(ADDITIVE)).toContain(words))

  it.each([['channel'], ['channel,country']])('%s adds up to the whole', async by => {
    const whole = await ask(name, ['orders.csv'])
    const parts = await ask(name, ['orders.csv'], ['--by', by])
    for (const [table, what] of Object.entries(ADDITIVE[words] ?? {})) {
      expect(parts.tables[table]!.columns.slice(0, 2).map(({ name }) => name)).toEqual(
        expect.arrayContaining([by.split(',')[0]]),
      )
      const [expected, found] = [sumsOf(whole, table, what), sumsOf(parts, table, what)]
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
      for (const [key, values] of expected) {
        for (const [i, value] of values.entries()) {
          // Sums of predicted money and orders are of floats, each rounded to the cent.
          expect(found.get(key)![i], `${table} ${key} ${what.sums[i]}`).toBeCloseTo(
            value,
            words === 'clv' ? 0 : 6,
          )
        }
      }
    }
  })

  it('says the same whatever the order of rows and files', async () => {
    const by = ['--by', 'channel', ...(detail ? ['--detail'] : [])]
    const whole = await ask(name, ['orders.csv'], by)
    const parts = await ask(name, ['part2.csv', 'part0.csv', 'part1.csv'], by)
    expect(parts.tables).toEqual(whole.tables)
  })

  it('takes the value from a second file, whose customers may be missing', async () => {
    const customers = rowsOf(
      await ask(['churn', 'state'], ['orders.csv'], ['--detail', '--t1', '40', '--t2', '90']),
      'customers',
    )
    const ids = customers.map(({ customer }) => String(customer))
    const plans = ids.slice(5).map((id, i) => `${id},${i % 2 === 0 ? 'pro' : ''}`)
    writeFileSync(join(folder, 'plans.csv'), ['id,plan', ...plans, 'nobody,free', ''].join('\n'))
    const joined = ['--by', 'plan', '--customers-file', join(folder, 'plans.csv'), '--customers-key', 'id']
    const report = await ask(name, ['orders.csv'], joined)
    const [table] = Object.keys(ADDITIVE[words]!)
    const plansFound = new Set(rowsOf(report, table!).map(row => row.plan ?? row.by_plan))
    expect(plansFound).toEqual(new Set(['pro', '(none)']))
    expect(report.notes.join('\n')).toMatch(
      /which has [\d,]+ customers; customers of the export that it lacks, \(none\): 5\./,
    )
  })
})

describe('a column that cannot be had', () => {
  const rfm = ['segment', 'rfm']
  const CASES: [what: string, words: string[], code: number, message: string][] = [
    ['unknown', ['--by', 'canal'], 2, 'orders.csv: no column is called canal (--by)'],
    [
      'a file and no column',
      ['--customers-file', 'plans.csv'],
      2,
      '--customers-file means nothing without --by',
    ],
    [
      'a key and no file',
      ['--by', 'plan', '--customers-key', 'id'],
      2,
      '--customers-key means nothing without --customers-file',
    ],
    [
      'a file that is not there',
      ['--by', 'plan', '--customers-file', 'none.csv'],
      3,
      'none.csv: no such file',
    ],
    [
      'an unknown key',
      ['--by', 'plan', '--customers-file', 'twice.csv', '--customers-key', 'x'],
      2,
      'no column is called x (--customers-key)',
    ],
    [
      'no column of ids',
      ['--by', 'plan', '--customers-file', 'plans.csv'],
      2,
      'no column found for the customer',
    ],
    [
      'customers twice',
      ['--by', 'plan', '--customers-file', 'twice.csv'],
      3,
      '2 customers have more than one row, first: a (rows 1 and 3), b (rows 2 and 4)',
    ],
    [
      'orders that may not count',
      ['--by', 'channel', '--drop-voided'],
      2,
      '--by: channel is a column of the export, which --drop-voided does not allow',
    ],
  ]
  it.each(CASES)('%s', async (_, words, code, message) => {
    writeFileSync(join(folder, 'twice.csv'), 'customer_id,plan\na,x\nb,x\na,x\nb,y\n')
    const located = words.map(word => (word.endsWith('.csv') ? join(folder, word) : word))
    const outcome = await tenure([...rfm, ...paths(['orders.csv']), ...located])
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(message)
    expect(outcome.stdout).toBe('')
  })
})

it('every frame of a wide table says which group and period a row is of', async () => {
  const asked = ['churn', 'state', ...paths(['orders.csv']), '--t1', '40', '--t2', '90']
  const words = [...asked, '--by', 'channel,country', '--table', 'churn', '--color', 'never']
  const { stdout } = await tenure(words, { columns: 80 })
  const heads = stdout.split('\n').filter((_, i, lines) => /^[┌+]/.test(lines[i - 1] ?? ''))
  expect(heads.length).toBeGreaterThan(1)
  for (const head of heads) expect(head).toMatch(/^. channel +. country +. period /)
})
