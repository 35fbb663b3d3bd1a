/** The program as a user meets it: a process with words, files, pipes and signals. */

import { execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fileOf, folderOf, tenure } from './support/tenure.ts'

const BIN = 'bin/tenure.js'
const HEADER = 'customer_id,order_date,amount\n'
const ORDERS = `${HEADER}a,2024-01-02,10\na,2024-02-03,20\nb,2024-01-05,5\n`

describe('starting', () => {
  it('prints help without Arrow, Parquet or any parser', async () => {
    const { stderr } = await promisify(execFile)('node', [
      '--import',
      './test/support/trace-imports.mjs',
      BIN,
      '--help',
    ])
    expect(stderr).toContain('commander')
    for (const heavy of ['apache-arrow', 'parquet-wasm', 'csv-parse', 'cli-table3', 'ora', 'chalk']) {
      expect(stderr).not.toMatch(new RegExp(`node_modules/${heavy}/|bundle/${heavy}`))
    }
  })

  it('loads few files, which is what starting costs', async () => {
    const traced = ['--import', './test/support/trace-imports.mjs', BIN, '--help']
    const { stderr } = await promisify(execFile)('node', traced)
    expect(stderr.split('\n').filter(line => line.includes('/dist/')).length).toBeLessThan(10)
  })

  it('names the commands, and the nearest one to a misspelt one', async () => {
    expect((await tenure([])).stdout).toMatch(/inspect[\s\S]*segment/)
    const { code, stderr } = await tenure(['segmnt', 'a.csv'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/Did you mean segment\?/)
  })
})

/** Every kind of bad input: one line that says what and where, one that says what to do, the documented code. */
const BAD: [what: string, make: () => readonly string[], code: number, message: RegExp][] = [
  ['no such file', () => ['no-such.csv'], 3, /no-such\.csv: no such file/],
  ['a folder without exports', () => [folderOf({ 'notes.md': 'x' })], 3, /no exports in this folder/],
  ['an empty file', () => [fileOf('a.csv', '')], 3, /a\.csv: the file is empty/],
  ['a header alone', () => [fileOf('a.csv', HEADER)], 3, /a\.csv: no rows under the header/],
  ['a file that is no CSV', () => [fileOf('a.csv', '<!doctype html><html></html>')], 3, /an HTML page/],
  [
    'a truncated Parquet',
    () => [fileOf('a.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(64, 1)]))],
    3,
    /a\.parquet: damaged or cut-off Parquet/,
  ],
  [
    'a truncated gzip',
    () => [fileOf('a.csv.gz', gzipSync(ORDERS.repeat(999)).subarray(0, 150))],
    3,
    /gzip data is damaged or cut off/,
  ],
  [
    'a column that is not there',
    () => [fileOf('a.csv', ORDERS), '--amount', 'total'],
    2,
    /no column is called total \(--amount\)/,
  ],
  [
    'a column of --where that is not there',
    () => [fileOf('a.csv', ORDERS), '--where', 'shop=1'],
    2,
    /no column is called shop \(--where\)/,
  ],
  ['no time column', () => [fileOf('a.csv', 'customer,amount\na,1\n')], 2, /no column found for the time/],
  [
    'all dates unreadable',
    () => [fileOf('a.csv', `${HEADER}a,soon,1\nb,later,2\n`)],
    3,
    /column order_date: most values cannot be read as a date, first: soon/,
  ],
  [
    'a date in the year 2099',
    () => [fileOf('a.csv', `${ORDERS}c,2099-01-01,1\n`)],
    3,
    /a\.csv row 4: the latest date, 2099-01-01, lies in the future/,
  ],
  [
    'an output folder that does not exist',
    () => [fileOf('a.csv', ORDERS), '--output', '/no/such/folder/out.json'],
    4,
    /out\.json: cannot be written: the folder \/no\/such\/folder does not exist/,
  ],
  [
    'an output without a known ending',
    () => [fileOf('a.csv', ORDERS), '--output', 'out.xls'],
    2,
    /names no format/,
  ],
  ['an unknown flag', () => [fileOf('a.csv', ORDERS), '--asof', '2024-01-01'], 2, /unknown option '--asof'/],
  ['a date that is none', () => [fileOf('a.csv', ORDERS), '--as-of', '2024-02-30'], 2, /not a date such as/],
  [
    'a table that is not there',
    () => [fileOf('a.csv', ORDERS), '--table', 'segmnts'],
    2,
    /did you mean "segments"/,
  ],
]

describe('bad input is one clear line', () => {
  it.each(BAD)('%s', async (_what, make, code, message) => {
    const outcome = await tenure(['segment', ...make()])
    expect(outcome).toMatchObject({ code, stdout: '' })
    expect(outcome.stderr).toMatch(message)
    expect(outcome.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
    expect(outcome.stderr).not.toMatch(/\n\s+at /)
  })

  it('no column at all takes nothing but a file', async () => {
    expect(await tenure(['segment'])).toMatchObject({ code: 2, stderr: /missing required argument/ })
  })
})

describe('output', () => {
  it('is a table on a terminal and CSV in a pipe; facts go to standard error', async () => {
    const path = fileOf('a.csv', ORDERS)
    const piped = await tenure(['segment', path])
    expect(piped.stdout).toMatch(/^segment,customers,/)
    expect(piped.stderr).toMatch(/As of 2024-02-03/)
    expect((await tenure(['segment', path, '--quiet'])).stderr).toBe('')
    const shown = await tenure(['segment', path], { columns: 80 })
    expect(shown.stdout).toMatch(/┌/)
    expect(shown.stderr).toBe('')
  })

  it('appears whole beside its facts, or not at all', async () => {
    const folder = folderOf({ 'a.csv': ORDERS, 'bad.csv': `${HEADER}a,soon,1\n` })
    const out = join(folder, 'out.csv')
    expect((await tenure(['segment', join(folder, 'bad.csv'), '--output', out])).code).toBe(3)
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'bad.csv'])
    expect((await tenure(['segment', join(folder, 'a.csv'), '--output', out])).code).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'bad.csv', 'out.csv', 'out.csv.meta.json'])
  })

  it.skipIf(process.getuid?.() === 0)('cannot be written in a folder that is read only', async () => {
    const folder = folderOf({ 'a.csv': ORDERS })
    const locked = join(folder, 'locked')
    mkdirSync(locked)
    chmodSync(locked, 0o500)
    const { code } = await tenure(['segment', join(folder, 'a.csv'), '--output', join(locked, 'out.csv')])
    expect(code).toBe(4)
  })

  it('ends quietly with 0 where its reader has seen enough', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `c${i},2024-01-0${(i % 9) + 1},${i}`).join('\n')
    const path = fileOf('a.csv', `${HEADER}${rows}\n`)
    const script = `node ${BIN} segment ${path} --detail --quiet | head -1; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script])
    expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/^customer,/), '0'])
    expect(stderr).toBe('')
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing behind on %s, and exits with %d', async (signal, code) => {
    const folder = folderOf({})
    const out = join(folder, 'out.csv')
    // Standard input that never ends keeps the run waiting.
    const run = spawn('node', [BIN, 'segment', '-', '--output', out], { stdio: ['pipe', 'ignore', 'ignore'] })
    run.stdin.write(ORDERS)
    await until(() => readdirSync(folder).length > 0)
    run.kill(signal)
    expect(await new Promise(resolve => run.on('exit', resolve))).toBe(code)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the same answer', () => {
  const withoutFiles = (text: string) => JSON.parse(text).tables

  it('from a file, gzipped and on standard input', async () => {
    const folder = folderOf({ 'a.csv': ORDERS, 'b.csv': gzipSync(ORDERS) })
    const path = join(folder, 'a.csv')
    const plain = await tenure(['segment', path, '--format', 'json'])
    const gzipped = await tenure(['segment', join(folder, 'b.csv'), '--format', 'json'])
    const script = `node ${BIN} segment - --format json < ${path}`
    const { stdout } = await promisify(execFile)('bash', ['-c', script])
    expect(withoutFiles(gzipped.stdout)).toEqual(withoutFiles(plain.stdout))
    expect(withoutFiles(stdout)).toEqual(withoutFiles(plain.stdout))
  })

  it('in every text format', async () => {
    const path = fileOf('a.csv', ORDERS)
    const json = JSON.parse((await tenure(['segment', path, '--format', 'json'])).stdout)
    const { columns, rows } = json.tables.segments
    const { stdout: ndjson } = await tenure(['segment', path, '--format', 'ndjson', '--quiet'])
    expect(
      ndjson
        .trim()
        .split('\n')
        .map(line => Object.values(JSON.parse(line))),
    ).toEqual(rows)
    const { stdout: csv } = await tenure(['segment', path, '--quiet'])
    expect(csv.split('\n')[0]).toBe(columns.map(({ name }: { name: string }) => name).join(','))
  })
})

it('the version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect((await tenure(['--version'])).stdout.trim()).toBe(version)
  expect(existsSync('dist/main.js')).toBe(true)
})

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 10_000; waited += 20) {
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
