/** Whatever could make an answer from a state differ from that of a full run stops it, in one line that says what. */

import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { randomNumbers } from '../support/batches.ts'
import { folderOf, type Outcome, tenure } from '../support/tenure.ts'

const HEADER = 'customer_id,order_date,amount,channel\n'
const DAYS = {
  'd1.csv': `${HEADER}a,2024-01-02,10,web\nb,2024-01-05,5,shop\n`,
  'd2.csv': `${HEADER}a,2024-01-08,7,web\nc,2024-01-09,1,web\n`,
}

/** Two days in a state. */
async function kept(...options: string[]) {
  const folder = folderOf(DAYS)
  const at = (name: string) => join(folder, name)
  const state = at('state')
  const run = (files: readonly string[], ...more: string[]) =>
    tenure(['segment', 'rfm', ...files.map(at), '--state', state, '--format', 'csv', ...more])
  expect((await run(['d1.csv', 'd2.csv'], ...options)).code).toBe(0)
  return { folder, at, state, run, before: readFileSync(state) }
}

type Kept = Awaited<ReturnType<typeof kept>>
const after =
  (change: (one: Kept) => void, run: (one: Kept) => Promise<Outcome>) =>
  (one: Kept): Promise<Outcome> => {
    change(one)
    return run(one)
  }
const BOTH = ['d1.csv', 'd2.csv']

const REFUSED: [what: string, run: (one: Kept) => Promise<Outcome>, code: number, said: RegExp][] = [
  ['a file is gone', ({ run }) => run(['d1.csv']), 3, /d2\.csv is in .*state but not among the files/],
  [
    'a file is deleted',
    after(
      ({ at }) => rmSync(at('d1.csv')),
      ({ run }) => run(BOTH),
    ),
    3,
    /d1\.csv: no such file/,
  ],
  [
    'a file grew',
    after(
      ({ at }) => appendFileSync(at('d1.csv'), 'z,2024-01-09,1,web\n'),
      ({ run }) => run(BOTH),
    ),
    3,
    /d1\.csv has changed since it was read into .*state: 78 bytes then, 97 bytes now/,
  ],
  [
    'a file of the same length and time says something else',
    ({ at, run }) => {
      writeFileSync(at('d1.csv'), DAYS['d1.csv'].replace('10', '99'))
      utimesSync(at('d1.csv'), new Date(0), new Date(0))
      return run(BOTH)
    },
    3,
    /d1\.csv has changed .*: as long as then, but not the same/,
  ],
  [
    'a new file stands before',
    after(
      ({ at }) => writeFileSync(at('d0.csv'), DAYS['d1.csv']),
      ({ run }) => run(['d0.csv', ...BOTH]),
    ),
    3,
    /d0\.csv is new and stands before .*d1\.csv/,
  ],
  ['another zone', ({ run }) => run(BOTH, '--tz', 'Asia/Tokyo'), 2, /--tz was UTC and is Asia\/Tokyo/],
  [
    'another filter',
    ({ run }) => run(BOTH, '--where', 'channel=web'),
    2,
    /--where was not given and is channel = web/,
  ],
  [
    'another column',
    ({ run }) => run(BOTH, '--by', 'channel'),
    2,
    /for another question: what is kept of customers was/,
  ],
  [
    'another role',
    ({ run }) => run(BOTH, '--customer', 'channel'),
    2,
    /--customer was not given and is channel/,
  ],
  [
    'another order',
    ({ run }) => run(BOTH, '--order-key', 'customer+day'),
    2,
    /--order-key was not given and is customer\+day/,
  ],
  ['other decimals', ({ run }) => run(BOTH, '--decimals', '2'), 2, /--decimals was not given and is 2/],
  [
    'rejects that were not kept',
    ({ at, run }) => run(BOTH, '--rejects', at('r')),
    2,
    /--rejects was not given and is given/,
  ],
  [
    'another analysis',
    ({ at, state }) =>
      tenure(['churn', 'state', ...BOTH.map(at), '--state', state, '--acquired', 'order_date']),
    2,
    /for another question/,
  ],
  [
    'an earlier date',
    ({ run }) => run(BOTH, '--as-of', '2024-01-08'),
    2,
    /--as-of 2024-01-08: .*state holds rows up to 2024-01-09, which cannot be taken out of it/,
  ],
  [
    'standard input',
    ({ state }) => tenure(['segment', 'rfm', '-', '--state', state]),
    2,
    /standard input cannot be looked at again/,
  ],
]

describe('what would not be the answer of a full run', () => {
  it.each(REFUSED)('%s', async (_what, run, code, said) => {
    const one = await kept()
    const outcome = await run(one)
    expect(outcome.stderr).toMatch(said)
    expect([outcome.code, outcome.stderr.trimEnd().split('\n').length]).toEqual([code, 2])
    expect(readFileSync(one.state)).toEqual(one.before)
    expect(readdirSync(one.folder).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  it('a column that no file had, with --union-by-name', async () => {
    const { at, run } = await kept('--union-by-name')
    writeFileSync(at('d3.csv'), `${HEADER.replace('channel', 'currency')}a,2024-01-10,7,JPY\n`)
    const { code, stderr } = await run([...BOTH, 'd3.csv'], '--union-by-name')
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/d3\.csv has the column currency, which no file in the state had/),
    ])
  })

  it('nothing new leaves the state as it is, and a run that fails too', async () => {
    const { at, run, state, before } = await kept()
    expect((await run(BOTH)).code).toBe(0)
    expect(readFileSync(state)).toEqual(before)
    writeFileSync(at('d3.csv'), `${HEADER}a,2024-09-09,1,web\n`)
    const { code, stderr } = await run([...BOTH, 'd3.csv'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('2024-09-09')])
    expect(readFileSync(state)).toEqual(before)
  })
})

describe('a state that is not whole', () => {
  it('is never read, wherever it was cut or changed', async () => {
    const { run, state, before } = await kept()
    const random = randomNumbers(3)
    for (let i = 0; i < 60; i++) {
      const place = Math.floor(random() * before.length)
      const damaged = Buffer.from(before)
      damaged[place]! ^= 1 << (i % 8)
      writeFileSync(state, i % 2 === 0 ? damaged : before.subarray(0, place))
      const { code, stdout, stderr } = await run(BOTH)
      expect([code, stdout, stderr]).toEqual([
        3,
        '',
        expect.stringMatching(
          /state(: this file is no state of tenure| is damaged: | was written by tenure )/,
        ),
      ])
    }
  })

  it('of another version it is named with it', async () => {
    const { run, state, before } = await kept()
    writeFileSync(
      state,
      Buffer.from(before.toString('latin1').replace(/format \d, tenure /, 'format 9, tenure 7.'), 'latin1'),
    )
    const { code, stderr } = await run(BOTH)
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/was written by tenure 7\.\d.*, format 9; this is tenure/),
    ])
  })

  it('a file of something else is never written over', async () => {
    const { at } = await kept()
    const { code, stderr } = await tenure(['segment', 'rfm', at('d1.csv'), '--state', at('d2.csv')])
    expect([code, stderr]).toEqual([3, expect.stringContaining('this file is no state of tenure')])
    expect(readFileSync(at('d2.csv'), 'utf8')).toBe(DAYS['d2.csv'])
  })
})

it('killed at any moment, the old state or the new one is there, and the next run is right', async () => {
  const { folder, at, run, state, before } = await kept()
  const random = randomNumbers(11)
  const lines = Array.from({ length: 40_000 }, (_, i) => `c${i % 9000},2024-01-1${i % 9},${i % 70},web`)
  writeFileSync(at('d3.csv'), `${HEADER}${lines.join('\n')}\n`)
  const all = [...BOTH, 'd3.csv']
  const full = await tenure(['segment', 'rfm', ...all.map(at), '--format', 'csv'])
  for (let i = 0; i < 8; i++) {
    writeFileSync(state, before)
    const child = execFile('node', [
      'bin/tenure.js',
      'segment',
      'rfm',
      ...all.map(at),
      '--state',
      state,
      '--format',
      'csv',
    ])
    const ended = new Promise(resolve => child.on('exit', resolve))
    setTimeout(() => child.kill('SIGKILL'), 100 + random() * 900)
    await ended
    const { code, stdout } = await run(all)
    expect([code, stdout === full.stdout]).toEqual([0, true])
  }
  expect(existsSync(state)).toBe(true)
  for (const name of readdirSync(folder).filter(one => one.endsWith('.tmp'))) rmSync(at(name))
})
