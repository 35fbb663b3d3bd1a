/** One file a night, each night reading what is new: the answer of a run over all files, to the byte. */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { analyses } from '../../src/analyses/index.ts'
import { randomNumbers } from '../support/batches.ts'
import { folderOf, type Outcome, tenure } from '../support/tenure.ts'

const report = async (words: readonly string[]): Promise<Outcome> => tenure([...words, '--format', 'json'])

/** The lines of an export in so many files; the lines of an order stay together. */
function parts(path: string, files: number): string[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const order = header.split(',').indexOf('order_id')
  const partOf = (line: string, row: number) => {
    if (order < 0) return row % files
    return [...line.split(',')[order]!].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % files
  }
  const all = Array.from({ length: files }, () => [header])
  for (const [row, line] of lines.entries()) all[partOf(line, row)]!.push(line)
  return all.map(part => `${part.join('\n')}\n`)
}

const cases = analyses.flatMap(({ name, examples }) => {
  const example = examples.find(({ run }) => !/--output|\|/.test(run))
  return example ? [[name.join(' '), example.run.split(' ').slice(1)] as const] : []
})

describe('every analysis', () => {
  it.each(cases)('%s', async (_name, words) => {
    const inFixtures = (word: string) => (existsSync(join('fixtures', word)) ? join('fixtures', word) : word)
    const place = words.findIndex(word => word.endsWith('.csv'))
    const folder = folderOf({})
    const paths = parts(join('fixtures', words[place]!), 2).map((text, i) => {
      writeFileSync(join(folder, `${i}.csv`), text)
      return join(folder, `${i}.csv`)
    })
    const ask = (night: number, ...more: string[]) =>
      report([
        ...words.flatMap((word, i) => (i === place ? paths.slice(0, night) : [inFixtures(word)])),
        ...more,
      ])
    const state = join(folder, 'state')
    await ask(1, '--state', state)
    expect(existsSync(state)).toBe(true)
    const second = await ask(2, '--state', state)
    expect([second.code, second.stdout]).toEqual([0, (await ask(2)).stdout])
  })
})

/** An export as bad as they come: rows that cannot be read, refunds, words for no id, further decimals, statuses. */
function night(random: () => number, day: number): string {
  const lines = Array.from({ length: 40 }, (_, row) => {
    const customer = random() < 0.05 ? 'NULL' : `c${Math.floor(random() * 30)}`
    // Some rows lie days after the file's own day, beyond the as-of date of its night.
    const at = day + (random() < 0.15 ? 1 + Math.floor(random() * 3) : 0)
    const date = random() < 0.03 ? '2024-13-01' : `2024-03-${String(at).padStart(2, '0')} 1${row % 10}:00:00`
    const amount = random() < 0.03 ? 'oops' : (random() * 90 - 10).toFixed(random() < 0.1 ? 7 : 2)
    // More different ones than are told apart by name.
    const status =
      random() < 0.3
        ? `s${day}x${row}`
        : ['paid', 'pending', 'cancelled', 'paid', ''][Math.floor(random() * 5)]
    return `${customer},${day}-${row},${date},${amount},${status},${['web', 'shop', ''][row % 3]}`
  })
  return `customer_id,order_id,date,amount,status,channel\n${lines.join('\n')}\n`
}

const WAYS: readonly (readonly string[])[] = [
  ['segment', 'rfm'],
  ['segment', 'rfm', '--by', 'channel', '--where', 'channel!=shop'],
  ['orders', '--status-keep', 'paid,cancelled', '--order-key', 'customer+day'],
  ['orders', '--rows-since', '2024-03-02', '--refund-date', 'order', '--drop-voided'],
  ['cohort', '--tz', 'America/New_York', '--order-key', 'row'],
]

describe('files as they are', () => {
  it.each(WAYS.map(way => [way.join(' '), way] as const))('%s', async (_name, way) => {
    const random = randomNumbers(way.length)
    const codes: number[] = []
    for (const hasAsOf of [true, false]) {
      const folder = folderOf({})
      const paths: string[] = []
      for (let day = 1; day <= 6; day++) {
        paths.push(join(folder, `2024-03-0${day}.csv`))
        writeFileSync(paths.at(-1)!, night(random, day))
        const run = async (...more: string[]) => {
          const asOf = hasAsOf ? ['--as-of', `2024-03-0${day}`] : []
          const rejects = join(folder, 'rejects')
          rmSync(rejects, { force: true })
          const words = [...way, ...paths, ...asOf, '--max-errors', '50%', '--rejects', rejects, ...more]
          const { code, stdout, stderr } = await report(words)
          codes.push(code)
          return { code, stdout, stderr, rejects: existsSync(rejects) ? readFileSync(rejects, 'utf8') : null }
        }
        expect(await run('--state', join(folder, 'state'))).toEqual(await run())
      }
    }
    expect(codes.filter(code => code === 0).length).toBeGreaterThan(20)
  })
})
