/** What cannot be answered, through every command about segments, the lifecycle and single customers: one line, and what to do. */

import { describe, expect, it } from 'vitest'
import { fileOf, folderOf, tenure } from './support/tenure.ts'

const ORDERS = [
  'order,customer,date,amount,country',
  '1,a,2024-01-05,10,DE',
  '2,b,2024-01-20,5,NL',
  '3,a,2024-02-10,7,DE',
  '4,c,2024-03-01,9,DE',
  '',
].join('\n')

const FILES = {
  'orders.csv': ORDERS,
  'twice.csv': 'customer_id,plan\na,free\na,pro\n',
  'tiers.yaml': 'tiers: [{name: Silver, min_spend: 10}]',
  'segments.yaml': 'rules: [{name: often, when: orders > 1}, {else: rest}]',
  'unmatched.yaml': 'rules: [{name: often, when: orders > 1}]',
  'unknown.yaml': 'rules:\n  - name: often\n    when: ordres > 1\n  - else: rest\n',
  'column.yaml': 'rules:\n  - name: german\n    when: country = DE\n  - else: rest\n',
  'twice.yaml': 'segments: [{name: best, r: 4-5}, {name: rest}]',
}

const folder = folderOf(FILES)
const at = (name: string) => `${folder}/${name}`

const RULES = ['--rules', at('segments.yaml')]
const TIERS = ['--tiers', at('tiers.yaml')]
const FROM = ['--from', '2024-01-31', '--to', '2024-03-01']

/** Each command with what it needs, and what else it may be asked. */
const COMMANDS: Record<string, { needs?: string[]; by?: string[] | null; rules?: boolean; map?: boolean }> = {
  'segment rfm': { map: true },
  'segment rules': { needs: RULES, rules: true },
  'segment value': {},
  'segment tiers': { needs: TIERS },
  'segment profile': { needs: ['--attribute', 'country'], by: ['--attribute', 'plan'] },
  'segment clusters': {},
  'segment migration': { needs: FROM, rules: true, map: true },
  'lifecycle growth': {},
  'lifecycle stages': { needs: ['--t1', '20', '--t2', '40'], rules: true },
  'lifecycle moves': { needs: [...FROM, '--t1', '20', '--t2', '40'], rules: true },
  customers: { by: ['--attributes', 'plan'], rules: true, map: true },
  'explain a': { by: ['--attributes', 'plan'], rules: true, map: true },
}

async function refused(words: readonly string[], code: number, message: RegExp): Promise<void> {
  const outcome = await tenure(words)
  expect([outcome.code, outcome.stdout]).toEqual([code, ''])
  const [first = '', ...hints] = outcome.stderr.trim().split('\n')
  expect(first).toMatch(message)
  expect(hints.length).toBeLessThanOrEqual(1)
}

describe.each(Object.entries(COMMANDS))(
  'tenure %s',
  (name, { needs = [], by = ['--by', 'plan'], rules, map }) => {
    const words = [...name.split(' '), at('orders.csv')]
    const all = [...words, ...needs]
    const without = needs === RULES ? words : all

    it('an as-of date before the data', () =>
      refused(
        [...all, '--as-of', '2023-12-31'],
        3,
        /none of 4 rows can be used .left out: after the as-of date/,
      ))

    it('two currencies', () => {
      const file = fileOf(
        'two.csv',
        ORDERS.replace(/$/gm, (_, i) => (i < 40 ? ',currency' : ',EUR')).replace('9,DE,EUR', '9,DE,USD'),
      )
      return refused([...name.split(' '), file, ...needs], 3, /EUR, USD/)
    })

    if (by)
      it('a join file with a customer twice', () =>
        refused(
          [...all, ...by, '--customers-file', at('twice.csv')],
          3,
          /1 customer has more than one row, first: a .rows 1 and 2/,
        ))

    if (rules)
      it('rules that leave customers unmatched', () =>
        refused(
          [...without, '--rules', at('unmatched.yaml')],
          2,
          /unmatched.yaml: \d customers? fits? no rule, first: [abc]/,
        ))

    if (rules)
      it('rules that name what there is not', () =>
        refused(
          [...without, '--rules', at('unknown.yaml')],
          2,
          /unknown.yaml line 3 column 11, rule 1: there is no measure or column ordres, did you mean "orders"/,
        ))

    if (map)
      it('a map that covers cells twice', () =>
        refused(
          [...all, '--map', at('twice.yaml')],
          2,
          /twice.yaml: 10 of 25 cells are in several: R4 F1 .best, rest./,
        ))
  },
)

describe('a column of rows that may not count', () => {
  const ASKED: [words: string, named: RegExp][] = [
    [
      'segment rfm --by country',
      /--by: country is a column of the export, which --drop-voided does not allow/,
    ],
    [
      `segment rules --rules ${at('column.yaml')}`,
      /column.yaml line 3 column 11, rule 1: country is a column/,
    ],
    ['customers --attributes country', /--attributes: country is a column/],
    ['segment profile --attribute country', /--attribute: country is a column/],
    ['churn state --reason country', /--reason: country is a column/],
    ['cohort --cohort-by country', /--cohort-by: country is a column/],
    ['cohort --discount country', /--discount: country is a column/],
  ]
  it.each(ASKED)('%s', (words, named) =>
    refused([...words.split(' '), at('orders.csv'), '--drop-voided'], 2, named),
  )
})

it('a period longer than the data: segment migration', () =>
  refused(
    ['segment', 'migration', at('orders.csv'), '--every', 'year'],
    2,
    /--every year: the days that each date looks back on are not over before 2025-01-03, and the data end on 2024-03-01/,
  ))

it('a period longer than the data: lifecycle moves', () =>
  refused(
    ['lifecycle', 'moves', at('orders.csv'), '--every', 'year', '--t1', '9', '--t2', '9'],
    2,
    /the rows begin on 2024-01-05: too late/,
  ))

it('a period longer than the data: lifecycle growth', async () => {
  const { code, stderr } = await tenure(['lifecycle', 'growth', at('orders.csv'), '--period', 'year'])
  expect([code, stderr]).toEqual([0, expect.stringContaining('holds no year that is over')])
})

describe('periods that the export does not reach', () => {
  const COMMANDS = [
    'lifecycle growth',
    'cohort',
    'orders',
    'churn state --t1 20 --t2 40',
    'churn contractual --covers 1m',
  ]
  it.each(COMMANDS)('%s', async words => {
    const all = [...words.split(' '), at('orders.csv')]
    const notesOf = async (...more: string[]) => (await tenure([...all, ...more])).stderr
    const span = 'of the export, from 2024-01-05 to 2024-03-01, no month starts'
    // March is the last month that starts by the as-of date, January the first that any row is in.
    for (const [more, asked] of [
      [['--since', '2024-03-02'], ' from --since 2024-03-02.'],
      [['--until', '2023-12-31'], ' to --until 2023-12-31.'],
      [['--since', '2024-02-02', '--until', '2024-02-29'], ' from --since 2024-02-02 to --until 2024-02-29.'],
    ] as const)
      expect(await notesOf(...more)).toContain(`Nothing is reported by month: ${span}${asked}`)
    for (const more of [['--since', '2024-03-01'], ['--until', '2024-01-01'], []])
      expect(await notesOf(...more)).not.toContain('Nothing is reported')
  })
})
