/** What is hidden of what leaves the machine. */

import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyedHash } from '../../src/privacy/keyed-hash.ts'
import { withoutSmallCells } from '../../src/privacy/small-cells.ts'
import type { Report } from '../../src/report.ts'
import { randomNumbers } from '../support/batches.ts'
import { folderOf, tenure, tenureJson } from '../support/tenure.ts'

const ORDERS =
  'customer_id,order_date,amount,email\nanna,2024-01-02,10,a@x.de\nanna,2024-01-09,4,a@x.de\nbert,2024-01-05,5,\nbert,2024-13-01,5,b@x.de\n'
const KEY = 'a key of thirty-two characters!!'
const env = { TENURE_HASH_KEY: KEY }
const hmac = (text: string) => createHmac('sha256', KEY).update(text).digest('hex')

describe('--hash', () => {
  it('is HMAC-SHA-256', () => {
    // The example of the article HMAC of Wikipedia, which every implementation is tried on.
    const expected = 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8'
    expect(keyedHash('key')('The quick brown fox jumps over the lazy dog')).toBe(expected)
  })

  it.each(['csv', 'tsv', 'parquet', 'arrow'])(
    'of rows and of answers is the same for the same text: %s',
    async format => {
      const folder = folderOf({ 'o.csv': ORDERS })
      const hidden = join(folder, `hidden.${format}`)
      const words = ['convert', join(folder, 'o.csv'), '--hash', 'customer_id,email', '-o', hidden]
      expect((await tenure(words, { env })).code).toBe(0)
      const { stdout } = await tenure(['convert', hidden, '--format', 'csv'])
      expect(stdout.split('\n').slice(1, 4)).toEqual([
        `${hmac('anna')},2024-01-02,10,${hmac('a@x.de')}`,
        `${hmac('anna')},2024-01-09,4,${hmac('a@x.de')}`,
        `${hmac('bert')},2024-01-05,5,`,
      ])
      const question = ['segment', 'rfm', '--detail', '--table', 'customers']
      const report = await tenureJson([...question, join(folder, 'o.csv'), '--hash', 'customer'], { env })
      const ids = report.tables.customers!.rows.map(([id]) => id)
      expect(ids).toEqual([hmac('anna'), hmac('bert')])
    },
  )

  it('leaves neither a cell nor the key in the answer', async () => {
    const folder = folderOf({ 'o.csv': ORDERS, key: `${KEY}\n` })
    const words = [
      'segment',
      'rfm',
      '--detail',
      join(folder, 'o.csv'),
      '--hash',
      'customer',
      '--hash-key-file',
      join(folder, 'key'),
    ]
    for (const format of ['json', 'csv', 'markdown', 'table', 'ndjson']) {
      const { code, stdout, stderr } = await tenure([...words, '--format', format, '--table', 'customers'])
      expect(code).toBe(0)
      expect(stdout + stderr).not.toMatch(/anna|bert|2024-13-01|thirty-two/)
    }
  })

  const REFUSED: [what: string, words: string[], env: Record<string, string>, said: RegExp][] = [
    ['no key', ['--hash', 'customer'], {}, /--hash: there is no key/],
    ['a poor key', ['--hash', 'customer'], { TENURE_HASH_KEY: 'secret' }, /shorter than 16 characters/],
    [
      'no such column',
      ['--hash', 'custmer'],
      env,
      /--hash custmer: .* no such column, did you mean "customer"/,
    ],
    ['nothing to drop', ['--drop', 'mail'], {}, /--drop mail: what is written has no such column/],
    ['both', ['--drop', 'customer', '--hash', 'customer'], env, /it cannot be both/],
    ['no mode', ['--mode', '888'], {}, /permissions in octal/],
  ]
  it.each(REFUSED)('is refused: %s', async (_what, words, env, said) => {
    const { at } = { at: join(folderOf({ 'o.csv': ORDERS }), 'o.csv') }
    const { code, stdout, stderr } = await tenure(['segment', 'rfm', '--detail', at, ...words], { env })
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(said)])
  })
})

it('--drop leaves a column out, and pictures that need it', async () => {
  const folder = folderOf({ 'o.csv': ORDERS })
  const { stdout } = await tenure(['convert', join(folder, 'o.csv'), '--drop', 'email,amount'])
  expect(stdout).toMatch(/^customer_id,order_date\nanna,2024-01-02\n/)
  const { code, stdout: triangle } = await tenure([
    'cohort',
    'fixtures/orders.csv',
    '--drop',
    'retention',
    '--format',
    'table',
  ])
  expect([code, triangle]).toEqual([0, expect.not.stringMatching(/retention \[|NaN|undefined/)])
})

describe('--mode', () => {
  const MODES: [old: number | null, words: string[], expected: number][] = [
    [null, [], 0o666 & ~process.umask()],
    [null, ['--mode', '600'], 0o600],
    [0o600, [], 0o600],
    [0o664, [], 0o664],
    [0o664, ['--mode', '0640'], 0o640],
  ]
  it.each(MODES)('of an old file with %o and %j', async (old, words, expected) => {
    const folder = folderOf({ 'o.csv': ORDERS, ...(old === null ? {} : { 'out.csv': '' }) })
    const out = join(folder, 'out.csv')
    if (old !== null) chmodSync(out, old)
    expect((await tenure(['segment', 'rfm', join(folder, 'o.csv'), '-o', out, ...words])).code).toBe(0)
    expect((statSync(out).mode & 0o777).toString(8)).toBe(expected.toString(8))
    expect(existsSync(`${out}.meta.json`)).toBe(true)
    if (words.length > 0) expect(statSync(`${out}.meta.json`).mode & 0o777).toBe(expected)
    expect(readFileSync(out, 'utf8')).toContain('segment')
  })
})

/** A table of customers by two keys, all of whose margins are known. */
function grid(sizes: readonly (readonly number[])[]): Report {
  const columns = sizes[0]!.length
  const at = (row: number) => [Math.floor(row / columns), row % columns] as const
  const table = {
    name: 'grid',
    title: 'Grid',
    rows: sizes.length * columns,
    columns: [
      { name: 'a', type: 'text' as const, at: (row: number) => `a${at(row)[0]}` },
      { name: 'b', type: 'text' as const, at: (row: number) => `b${at(row)[1]}` },
      { name: 'customers', type: 'integer' as const, at: (row: number) => sizes[at(row)[0]]![at(row)[1]]! },
      { name: 'revenue', type: 'money' as const, at: (row: number) => 100 * row },
    ],
  }
  const facts = {
    asOf: null,
    asOfGiven: false,
    timeZone: 'UTC',
    timeZoneGiven: false,
    currency: null,
    inputs: [],
    readings: [],
    historyCut: false,
  }
  return {
    command: 'x',
    options: {},
    tables: [table],
    facts,
    notes: ['3 customers bought nothing.', '300 customers did.'],
  }
}

describe('--min-cell', () => {
  it('hides the small cell, and those that would give it back with the totals', () => {
    const { tables, notes } = withoutSmallCells(
      grid([
        [3, 40, 50],
        [60, 20, 70],
        [80, 90, 99],
      ]),
      5,
    )
    const [, , customers, revenue] = tables[0]!.columns
    // 3 is hidden; 40 beside it and 60 under it; then 20, which would give those two back.
    expect(Array.from({ length: 9 }, (_, row) => customers!.at(row))).toEqual([
      null,
      null,
      50,
      null,
      null,
      70,
      80,
      90,
      99,
    ])
    expect(revenue!.at(0)).toBe(null)
    expect(notes).toEqual([
      '300 customers did.',
      expect.stringContaining('the numbers of 4 rows, and notes with smaller numbers'),
    ])
  })

  it('no row or column of any table has one hidden cell alone, nor hidden ones below the limit together', () => {
    const random = randomNumbers(9)
    for (let seed = 0; seed < 200; seed++) {
      const sizes = Array.from({ length: 4 }, () =>
        Array.from({ length: 5 }, () => Math.floor(random() ** 3 * 60)),
      )
      const customers = withoutSmallCells(grid(sizes), 6).tables[0]!.columns[2]!
      const cell = (row: number, column: number) => customers.at(row * 5 + column)
      const lines = [
        ...sizes.map((_, row) => sizes[0]!.map((_, column) => [row, column] as const)),
        ...sizes[0]!.map((_, column) => sizes.map((_, row) => [row, column] as const)),
      ]
      for (const line of lines) {
        for (const [row, column] of line) {
          const size = sizes[row]![column]!
          if (size > 0 && size < 6) expect(cell(row, column)).toBe(null)
        }
        const hidden = line.filter(([row, column]) => cell(row, column) === null)
        const couldHide = line.filter(([row, column]) => sizes[row]![column]! > 0)
        if (hidden.length === 0 || hidden.length === couldHide.length) continue
        const together = hidden.reduce((sum, [row, column]) => sum + sizes[row]![column]!, 0)
        expect(hidden.length > 1 && together >= 6).toBe(true)
      }
    }
  })

  it('leaves out tables of single customers, and refuses where nothing else is left', async () => {
    const report = await tenureJson(['segment', 'rfm', '--detail', 'fixtures/orders.csv', '--min-cell', '10'])
    expect(Object.keys(report.tables)).not.toContain('customers')
    expect(report.notes.at(-1)).toMatch(/^Left out by --min-cell 10: .*single customers \(customers\)/)
    const { code, stderr } = await tenure(['customers', 'fixtures/orders.csv', '--min-cell', '10'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('has a row for each customer')])
  })
})

it('jobs of `tenure run` hide what they are told to', async () => {
  const jobs = `inputs: { orders: o.csv }
as-of: 2024-01-31
jobs:
  people:
    run: customers
    input: orders
    hash: customer
    output: people.csv
`
  const folder = folderOf({ 'o.csv': ORDERS, 'tenure.yaml': jobs })
  const { code, stderr } = await tenure(['run', join(folder, 'tenure.yaml')], { env })
  expect([code, stderr]).toEqual([0, expect.anything()])
  const people = readFileSync(join(folder, 'runs/latest/people.csv'), 'utf8')
  expect(people).toContain(hmac('anna'))
  expect(people).not.toContain('anna')
})
