/** `tenure run` as cron meets it: what is published, what is refused, what is said. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, rowsOf, tenure, tenureJson } from '../../support/tenure.ts'

const ORDERS = readFileSync('fixtures/orders.csv')

/** A folder with that file of jobs beside orders.csv and its schema. */
function shop(jobs: string, files: Readonly<Record<string, string>> = {}): string {
  const schema = readFileSync('fixtures/orders.schema.yaml')
  return folderOf({ 'orders.csv': ORDERS, 'orders.schema.yaml': schema, 'tenure.yaml': jobs, ...files })
}

const runIn = (folder: string, ...words: string[]) => tenure(['run', join(folder, 'tenure.yaml'), ...words])
const runsIn = (folder: string) => readdirSync(join(folder, 'runs')).sort()
const latestIn = (folder: string) => readlinkSync(join(folder, 'runs', 'latest'))
const readIn = (folder: string, ...path: string[]) => readFileSync(join(folder, 'runs', ...path), 'utf8')

const INPUT = 'as-of: 2025-06-30\ninputs: { orders: orders.csv }\n'
const SEGMENTS = `${INPUT}jobs:\n  segments: { run: segment, output: segments.json }\n`

describe('a run', () => {
  it('publishes what the same commands would answer', async () => {
    const folder = shop(
      `${SEGMENTS}  states: { run: churn state, t1: 60, t2: 200, output: [states.csv, more/states.json] }\n`,
    )
    expect(await runIn(folder)).toMatchObject({ code: 0, stdout: '' })
    expect([runsIn(folder), latestIn(folder)]).toEqual([['2025-06-30-1', 'latest'], '2025-06-30-1'])
    const file = join(folder, 'orders.csv')
    const words = [file, '--as-of', '2025-06-30']
    const segments = await tenure(['segment', ...words, '--format', 'json'])
    expect(readIn(folder, 'latest', 'segments.json')).toBe(segments.stdout)
    const states = ['churn', 'state', ...words, '--t1', '60', '--t2', '200']
    expect(readIn(folder, 'latest', 'states.csv')).toBe((await tenure(states)).stdout)
    expect(readIn(folder, 'latest', 'more/states.json')).toBe(
      (await tenure([...states, '--format', 'json'])).stdout,
    )
  })

  it('takes commands too, each with one file of rows', async () => {
    const folder = shop(
      `inputs: { orders: orders.csv }\njobs:
  look: { run: inspect, output: look.json, write-schema: schema.yaml }
  copy: { run: convert, output: copy.parquet }
  why: { run: explain C00000002, output: why.json }
  made: { run: sample orders, rows: 10, seed: 4, output: made.csv }\n`,
    )
    expect((await runIn(folder, '--as-of', '2025-12-31')).stderr).toContain('4 jobs')
    expect(readdirSync(join(folder, 'runs/latest')).sort()).toEqual(
      ['copy.parquet', 'log.jsonl', 'look.json', 'made.csv', 'schema.yaml', 'why.json'].sort(),
    )
    const made = await tenure(['sample', 'orders', '--rows', '10', '--seed', '4'])
    expect(readIn(folder, 'latest', 'made.csv')).toBe(made.stdout)
    expect(readIn(folder, 'latest', 'look.json')).not.toContain('.tmp')
  })

  it('of a date again gets the next number, and the one before stays', async () => {
    const folder = shop(SEGMENTS)
    await runIn(folder)
    await runIn(folder)
    await runIn(folder, '--as-of', '2025-05-31')
    expect(runsIn(folder)).toEqual(['2025-05-31-1', '2025-06-30-1', '2025-06-30-2', 'latest'])
    expect(latestIn(folder)).toBe('2025-05-31-1')
    expect(readIn(folder, '2025-06-30-1/segments.json')).toBe(readIn(folder, '2025-06-30-2/segments.json'))
  })

  it('keeps as many as it is told', async () => {
    const folder = shop(`keep: 2\n${SEGMENTS}`)
    for (const date of ['2025-03-31', '2025-04-30', '2025-05-31']) await runIn(folder, '--as-of', date)
    expect(runsIn(folder)).toEqual(['2025-04-30-1', '2025-05-31-1', 'latest'])
    // An old date again is the latest all the same, and stays.
    await runIn(folder, '--as-of', '2025-01-31')
    expect(runsIn(folder)).toEqual(['2025-01-31-1', '2025-04-30-1', '2025-05-31-1', 'latest'])
  })

  it('is of yesterday in its zone where no date is given', async () => {
    const jobs =
      'inputs: { orders: orders.csv }\njobs: { s: { run: segment, output: "{as_of}/{yesterday}.json" } }\n'
    const nights: [tz: string, now: string, file: string][] = [
      ['UTC', '2026-01-02T23:30:00Z', '2026-01-01/2025-12-31.json'],
      ['Asia/Tokyo', '2026-01-02T23:30:00Z', '2026-01-02/2026-01-01.json'],
    ]
    for (const [tz, now, file] of nights) {
      const folder = shop(`tz: ${tz}\n${jobs}`)
      const { code } = await tenure(['run', join(folder, 'tenure.yaml')], { now })
      expect([code, existsSync(join(folder, 'runs/latest', file))]).toEqual([0, true])
    }
  })

  it('logs each pass and job as JSON lines, in its folder and where it is told', async () => {
    const folder = shop(`log: all.jsonl\n${SEGMENTS}  states: { run: churn state, output: s.json }\n`)
    await runIn(folder)
    const lines = readIn(folder, 'latest', 'log.jsonl')
    expect(readFileSync(join(folder, 'all.jsonl'), 'utf8')).toBe(lines)
    const events = lines
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    const rows = ORDERS.toString().trimEnd().split('\n').length - 1
    expect(events).toMatchObject([
      { event: 'start', run: '2025-06-30-1', as_of: '2025-06-30' },
      { event: 'pass', jobs: ['segments', 'states'], rows, bytes: ORDERS.length, exit: 0 },
      { event: 'job', job: 'segments', run: 'segment rfm', pass: 1, exit: 0 },
      { event: 'job', job: 'states', run: 'churn state', pass: 1, exit: 0 },
      { event: 'end', run: '2025-06-30-1', exit: 0 },
    ])
    expect(events[2].outputs).toEqual([
      { path: 'segments.json', bytes: readIn(folder, 'latest', 'segments.json').length },
    ])
    expect(events.every(({ seconds, event }) => event === 'start' || seconds >= 0)).toBe(true)
  })

  it('hides what a job says is hidden, in reports and rows', async () => {
    const hiding = 'hash: customer_id, drop: channel, mode: 600'
    const folder = shop(`${INPUT}jobs:
  all: { run: customers, hash: customer, drop: orders, mode: 600, output: all.csv }
  rows: { run: convert, ${hiding}, output: rows.csv }
  few: { run: segment, min-cell: 40, output: few.json }\n`)
    const env = { TENURE_HASH_KEY: 'a key of more than sixteen bytes' }
    expect((await tenure(['run', join(folder, 'tenure.yaml')], { env })).stderr).toContain('3 jobs')
    const file = join(folder, 'orders.csv')
    const hidden = ['--hash', 'customer_id', '--drop']
    const all = ['customers', file, '--as-of', '2025-06-30', '--hash', 'customer', '--drop', 'orders']
    expect(readIn(folder, 'latest', 'all.csv')).toBe((await tenure(all, { env })).stdout)
    const few = ['segment', file, '--as-of', '2025-06-30', '--min-cell', '40', '--format', 'json']
    expect(readIn(folder, 'latest', 'few.json')).toBe((await tenure(few)).stdout)
    const rows = ['convert', file, ...hidden, 'channel']
    expect(readIn(folder, 'latest', 'rows.csv')).toBe((await tenure(rows, { env })).stdout)
    expect(`${readIn(folder, 'latest', 'all.csv')}${readIn(folder, 'latest', 'rows.csv')}`).not.toMatch(
      /C0000/,
    )
    const modes = ['all.csv', 'rows.csv'].map(
      name => statSync(join(folder, 'runs/latest', name)).mode & 0o777,
    )
    expect(modes).toEqual([0o600, 0o600])
  })

  it('keeps a state from night to night, which jobs of one reading share', async () => {
    const [header, ...lines] = ORDERS.toString().trimEnd().split('\n')
    const parts = [lines.slice(0, 700), lines.slice(700)].map(part => [header, ...part, ''].join('\n'))
    const jobs = (state: string) => `as-of: 2025-12-31\ninputs: { orders: orders-*.csv }
jobs:
  segments: { run: segment, ${state} output: segments.json }
  orders: { run: orders, ${state} output: orders.json }\n`
    const folder = folderOf({ 'orders-1.csv': parts[0]!, 'tenure.yaml': jobs('state: night.state,') })
    expect((await runIn(folder)).stderr).toContain('2 jobs')
    writeFileSync(join(folder, 'orders-2.csv'), parts[1]!)
    await runIn(folder)
    const rowsRead = (name: string) => JSON.parse(readIn(folder, name, 'log.jsonl').split('\n')[1]!).rows
    expect([rowsRead('2025-12-31-1'), rowsRead('2025-12-31-2')]).toEqual([700, lines.length - 700])
    writeFileSync(join(folder, 'tenure.yaml'), jobs(''))
    await runIn(folder)
    for (const file of ['segments.json', 'orders.json']) {
      expect(readIn(folder, '2025-12-31-2', file)).toBe(readIn(folder, '2025-12-31-3', file))
    }
  })

  it('starts its paths where its file stands', async () => {
    const folder = shop('')
    mkdirSync(join(folder, 'sub'))
    cpSync(join(folder, 'orders.csv'), join(folder, 'sub/orders.csv'))
    cpSync('fixtures/segments.yaml', join(folder, 'sub/rules.yaml'))
    const jobs = `${INPUT}jobs: { s: { run: segment rules, rules: rules.yaml, output: s.json } }\n`
    writeFileSync(join(folder, 'sub/tenure.yaml'), jobs)
    expect((await tenure(['run', join(folder, 'sub/tenure.yaml')])).code).toBe(0)
    expect(existsSync(join(folder, 'sub/runs/latest/s.json'))).toBe(true)
  })
})

describe('variables', () => {
  const JOBS = `as-of: 2025-06-30
variables: { file: '{name}.csv', name: orders, limit: 5, data: '{env.DATA}' }
inputs: { orders: '{data}/{file}' }
jobs: { s: { run: segment, scores: '{limit}', where: 'product!={{x}', output: 's-{limit}-{as_of}.json' } }\n`

  it('name others, the environment, the date, and are given on the command line', async () => {
    const folder = shop(JOBS)
    const words = ['run', join(folder, 'tenure.yaml'), '--var', 'limit=9']
    const { code, stderr } = await tenure(words, { env: { DATA: folder } })
    expect([code, stderr]).toEqual([0, expect.stringContaining('1 job')])
    const report = JSON.parse(readIn(folder, 'latest', 's-9-2025-06-30.json'))
    expect(report.meta.options).toMatchObject({ scores: 9, where: ['product != {x}'] })
  })

  it.each([
    [
      'name: orders',
      "name: '{file}'",
      /line 2 column \d+: the variables go in a circle: (file|name) → (name|file) → (file|name)/,
    ],
    ['{limit}-', '{limt}-', /line 4 column \d+: there is no variable limt, did you mean "limit"\?/],
    ["'{env.DATA}'", "'{env.NO_DATA}'", /line 2 column \d+: NO_DATA is not set in the environment/],
    ['name: orders', 'as_of: 2024-01-01', /as_of is given by the run itself/],
  ])('%s → %s', async (text, other, message) => {
    const folder = shop(JOBS.replace(text, other))
    const { code, stderr } = await tenure(['run', join(folder, 'tenure.yaml')], { env: { DATA: folder } })
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
    expect(existsSync(join(folder, 'runs'))).toBe(false)
  })

  it.each([
    ['limits=9', /--var limits=9: there is no variable limits, did you mean "limit"\?/],
    ['limit', /--var limit: not NAME=VALUE/],
  ])('--var %s', async (given, message) => {
    const { code, stderr } = await runIn(shop(JOBS), '--var', given)
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})

describe('what is wrong in the file', () => {
  /** Each is one line, names the place, and makes no folder. */
  it.each<[name: string, jobs: string, code: number, message: RegExp]>([
    ['no YAML', 'jobs: [', 2, /tenure\.yaml: not YAML/],
    ['no jobs', INPUT, 2, /there are no jobs/],
    [
      'a key at the top',
      `keeep: 3\n${SEGMENTS}`,
      2,
      /line 1 column 8: there is no key keeep, did you mean "keep"\?/,
    ],
    [
      'an option',
      SEGMENTS.replace('output:', 'detial: true, output:'),
      2,
      /line 4 column \d+: segment rfm has no option detial, did you mean "detail"\?/,
    ],
    [
      'an option of an input',
      SEGMENTS.replace('orders.csv }', '{ files: orders.csv, delimter: ; } }'),
      2,
      /an input has no option delimter, did you mean "delimiter"\?/,
    ],
    [
      'the value of an option',
      SEGMENTS.replace('output:', 'scores: few, output:'),
      2,
      /line 4 column \d+: --scores few: not a whole number/,
    ],
    [
      'a switch',
      SEGMENTS.replace('output:', 'detail: 3, output:'),
      2,
      /line 4 column \d+: detail is 3, not true or false/,
    ],
    [
      'a list for one value',
      SEGMENTS.replace('output:', 'scores: [1, 2], output:'),
      2,
      /scores is a list, and takes one value/,
    ],
    [
      'a command',
      SEGMENTS.replace('segment,', 'segmnt,'),
      2,
      /line 4 column \d+: there is no command "segmnt", did you mean "segment/,
    ],
    ['no command', SEGMENTS.replace('run: segment, ', ''), 2, /the job segments does not say what to run/],
    ['a run within a run', SEGMENTS.replace('run: segment', 'run: run'), 2, /there is no command "run"/],
    ['a word too few', SEGMENTS.replace('run: segment', 'run: explain'), 2, /there is no command "explain"/],
    [
      'an input',
      SEGMENTS.replace('run:', 'input: order, run:'),
      2,
      /line 4 column \d+: there is no input order, did you mean "orders"\?/,
    ],
    [
      'which input',
      SEGMENTS.replace('orders.csv }', 'orders.csv, more: orders.csv }'),
      2,
      /does not say which input it reads/,
    ],
    [
      'an input for none',
      SEGMENTS.replace('run: segment', 'input: orders, run: sample orders'),
      2,
      /sample orders reads no input/,
    ],
    [
      'files that are not there',
      SEGMENTS.replace('orders.csv', 'exports-*.csv'),
      3,
      /line 2 column \d+: .*exports-\*\.csv: no file matches/,
    ],
    ['a file that is not there', SEGMENTS.replace('orders.csv', 'other.csv'), 3, /other\.csv: no such file/],
    ['standard input', SEGMENTS.replace('orders.csv', '"-"'), 2, /standard input can be read only once/],
    [
      'a file of an option',
      SEGMENTS.replace('segment,', 'validate, schema: no.yaml,'),
      2,
      /no\.yaml: no such file/,
    ],
    [
      'a schema that contradicts itself',
      SEGMENTS.replace('segment,', 'validate, schema: bad.yaml,'),
      2,
      /bad\.yaml line 2/,
    ],
    ['no output', `${INPUT}jobs: { s: { run: segment } }`, 2, /the job s has no output/],
    ['an ending', SEGMENTS.replace('segments.json', 'segments.xls'), 2, /its ending names no format/],
    [
      'two outputs for rows',
      SEGMENTS.replace('segment, output: segments.json', 'convert, output: [a.csv, b.csv]'),
      2,
      /convert writes rows, into one file only/,
    ],
    [
      'two jobs, one file',
      `${SEGMENTS}  b: { run: cohort, output: Segments.JSON }\n`,
      2,
      /line 5 column \d+: Segments\.JSON is already written by the job segments/,
    ],
    ['the log', SEGMENTS.replace('segments.json', 'log.jsonl'), 2, /already written by the job \(its log\)/],
    [
      'a date',
      `as-of: soon\n${SEGMENTS.slice(SEGMENTS.indexOf('inputs'))}`,
      2,
      /line 1 column 8: as-of is soon, not a date/,
    ],
    ['a zone', `tz: Berlin\n${SEGMENTS}`, 2, /tz is Berlin, not a time zone/],
    ['keep', `keep: 0\n${SEGMENTS}`, 2, /keep is 0, not a whole number of at least 1/],
    [
      'a severity where nothing is checked',
      SEGMENTS.replace('output:', 'severity: warn, output:'),
      2,
      /segment rfm has no option severity/,
    ],
    [
      'a severity',
      SEGMENTS.replace('segment,', 'validate, schema: orders.schema.yaml, severity: low,'),
      2,
      /severity is low, not one of error, warn/,
    ],
  ])('%s', async (_, jobs, code, message) => {
    const bad = 'fields:\n  - { name: a, type: integer, constraints: { minimum: 5, maximum: 3 } }\n'
    const folder = shop(jobs, { 'bad.yaml': bad })
    const outcome = await runIn(folder)
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringMatching(message)])
    expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(2)
    const left = existsSync(join(folder, 'runs')) ? runsIn(folder) : []
    expect(left.filter(name => !name.endsWith('.failed'))).toEqual([])
  })

  it.each([
    ['../out.json', /leads out of the folder of the run/],
    ['a/../../out.json', /leads out of the folder of the run/],
    ['/tmp/out.json', /is absolute/],
    ['latest/../../../out.json', /leads out of the folder of the run/],
    ["''", /names no file/],
    ["'-'", /names no file/],
    ['out/', /names no file/],
    ['.', /names no file/],
    ["'{env.OUT}'", /is absolute/],
  ])('an output %s', async (path, message) => {
    const folder = shop(SEGMENTS.replace('segments.json', path))
    const surroundings = { env: { OUT: '/etc/out.json' } }
    const { code, stderr } = await tenure(['run', join(folder, 'tenure.yaml')], surroundings)
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
  })

  it('other files that a job writes are of the run too', async () => {
    const folder = shop(SEGMENTS.replace('output:', 'rejects: ../r.csv, output:'))
    expect((await runIn(folder)).stderr).toMatch(/line 4 column \d+: \.\.\/r\.csv leads out/)
  })

  it('latest must be a link, or not be', async () => {
    const folder = shop(SEGMENTS)
    mkdirSync(join(folder, 'runs/latest'), { recursive: true })
    expect(await runIn(folder)).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/latest: is no link/),
    })
    expect(runsIn(folder)).toEqual(['latest'])
  })

  it('the folder of runs may be a link to another disk', async () => {
    const folder = shop(SEGMENTS, { 'disk/x': '' })
    symlinkSync(join(folder, 'disk'), join(folder, 'runs'))
    expect((await runIn(folder)).code).toBe(0)
    expect(readlinkSync(join(folder, 'disk/latest'))).toBe('2025-06-30-1')
  })
})

describe('a job that fails', () => {
  const CHECKED = `${SEGMENTS}  check: { run: validate, schema: strict.yaml, output: check.json }\n`
  const STRICT = { 'strict.yaml': 'fields: [{ name: order_id, type: integer }]\nfieldsMatch: [superset]\n' }

  it('a check stops all, before anything else is read; its report can be found', async () => {
    const folder = shop(SEGMENTS)
    await runIn(folder)
    writeFileSync(join(folder, 'tenure.yaml'), CHECKED)
    writeFileSync(join(folder, 'strict.yaml'), STRICT['strict.yaml'])
    const { code, stderr } = await runIn(folder)
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/job check: 2 of \d+ checks failed: .*type of order_id.*; nothing was published/),
    ])
    expect(stderr).toContain(join(folder, 'runs/2025-06-30-2.failed/check.json'))
    expect([latestIn(folder), runsIn(folder)]).toEqual([
      '2025-06-30-1',
      ['2025-06-30-1', '2025-06-30-2.failed', 'latest'],
    ])
    expect(readdirSync(join(folder, 'runs/2025-06-30-2.failed')).sort()).toEqual(['check.json', 'log.jsonl'])
    const log = readIn(folder, '2025-06-30-2.failed/log.jsonl').trimEnd().split('\n')
    expect(JSON.parse(log.at(-1)!)).toMatchObject({ event: 'end', exit: 1 })
    expect(log.join()).not.toContain('segments')
    // A run that is published removes it.
    writeFileSync(join(folder, 'tenure.yaml'), SEGMENTS)
    await runIn(folder)
    expect(runsIn(folder)).toEqual(['2025-06-30-1', '2025-06-30-3', 'latest'])
  })

  it('a check of severity warn is told, and all is published', async () => {
    const folder = shop(CHECKED.replace('output: check', 'severity: warn, output: check'), STRICT)
    const { code, stderr } = await runIn(folder)
    expect([code, latestIn(folder)]).toEqual([0, '2025-06-30-1'])
    expect(stderr).toMatch(/Warning: job check found failing checks; see .*check\.json/)
    expect(readIn(folder, 'latest', 'log.jsonl')).toMatch(/"job":"check".*"exit":1/)
  })

  it('any other has the exit code of its command, and nothing of it stays but the log', async () => {
    const folder = shop(`${SEGMENTS}  states: { run: churn state, min-gaps: 100000, output: states.json }\n`)
    const { code, stderr } = await runIn(folder)
    const words = ['--as-of', '2025-06-30', '--min-gaps', '100000']
    const alone = await tenure(['churn', 'state', join(folder, 'orders.csv'), ...words])
    expect([code, stderr]).toEqual([alone.code, alone.stderr.replace('tenure: ', 'tenure: job states: ')])
    expect(readdirSync(join(folder, 'runs/2025-06-30-1.failed'))).toEqual(['log.jsonl'])
    expect(existsSync(join(folder, 'runs/latest'))).toBe(false)
  })
})

describe('--dry-run', () => {
  it('shows what shares a pass, what is read, and writes nothing', async () => {
    const folder = shop(
      `${SEGMENTS}  states: { run: churn state, output: s.json }
  before: { run: churn state, as-of: '{yesterday}', output: b.json }
  german: { run: segment, where: country=DE, output: g.json }
  check: { run: validate, schema: orders.schema.yaml, output: c.json }\n`,
    )
    const plan = await tenureJson(['run', join(folder, 'tenure.yaml'), '--dry-run'])
    expect(
      rowsOf(plan, 'plan').map(({ pass, job, as_of, shares_with }) => [pass, job, as_of, shares_with]),
    ).toEqual([
      [1, 'check', '2025-06-30', 0],
      [2, 'segments', '2025-06-30', 1],
      [2, 'states', '2025-06-30', 1],
      [3, 'before', '2025-06-29', 0],
      [4, 'german', '2025-06-30', 0],
    ])
    expect(rowsOf(plan, 'files')).toEqual([
      { input: 'orders', file: join(folder, 'orders.csv'), bytes: ORDERS.length },
    ])
    expect(existsSync(join(folder, 'runs'))).toBe(false)
  })
})

describe('docs/run.md', () => {
  it('shows a file that works as it stands', async () => {
    const page = readFileSync('docs/run.md', 'utf8')
    const folder = shop(/```yaml\n(.*?)```/s.exec(page)![1]!, { 'exports/orders-1.csv': ORDERS.toString() })
    expect((await runIn(folder, '--as-of', '2025-12-31')).stderr).toContain('5 jobs')
    expect(readdirSync(join(folder, 'runs/latest')).sort()).toEqual(
      [
        'check.json',
        'churn.json',
        'churn.md',
        'log.jsonl',
        'orders-2025-12-31.csv',
        'orders-2025-12-31.csv.meta.json',
        'repeat.csv',
        'repeat.csv.meta.json',
        'cohorts.csv',
        'cohorts.csv.meta.json',
        'segments.parquet',
      ].sort(),
    )
  })
})
