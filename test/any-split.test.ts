/** The same bits for every analysis, in whichever order its rows stand, over however many files, in batches of any size. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { pickRows } from '../src/batches/batch.ts'
import { streamEngine } from '../src/engines/stream.ts'
import type { Source } from '../src/ingest/source.ts'
import { randomNumbers, shuffled } from './support/batches.ts'
import { spread } from '../src/ingest/spread.ts'
import { folderOf, tenure } from './support/tenure.ts'

/** Tables and notes of an answer; the facts name the files, which differ. */
async function answerOf(words: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await tenure([...words, '--format', 'json'])
  expect([code, stderr]).toEqual([0, expect.anything()])
  const { tables, notes } = JSON.parse(stdout)
  return { tables, notes }
}

/** The lines of an export in another order, over so many files; the lines of an order stay together. */
function splitOver(path: string, files: number): string {
  const random = randomNumbers(files)
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const order = header.split(',').indexOf('order_id')
  const placeOf = (line: string) => {
    if (order < 0) return Math.floor(random() * files)
    return [...line.split(',')[order]!].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % files
  }
  const parts = Array.from({ length: files }, () => [header])
  for (const line of shuffled(lines, random)) parts[placeOf(line)]!.push(line)
  return folderOf(Object.fromEntries(parts.map((part, i) => [`${i}.csv`, `${part.join('\n')}\n`])))
}

/** The same rows, so many at a time. */
const inBatchesOf = (size: number, source: Source): Source => ({
  ...source,
  batches: async function* (listener) {
    for await (const { batch, tally } of source.batches(listener)) {
      for (let start = 0; start < batch.rows; start += size) {
        const rows = Int32Array.from({ length: Math.min(size, batch.rows - start) }, (_, i) => start + i)
        yield { batch: pickRows(batch, rows), tally }
      }
    }
  },
})

const { run } = streamEngine
const usual = { ...spread }
afterEach(() => {
  vi.restoreAllMocks()
  Object.assign(spread, usual)
})

const cases = analyses.flatMap(({ name, examples }) => {
  const example = examples.find(({ run }) => !/--output|\|/.test(run))
  return example ? [[name.join(' '), example.run.split(' ').slice(1)] as const] : []
})

describe('any split of the rows gives the same bits', () => {
  it.each(cases)('%s', async (_name, words) => {
    const inFixtures = (word: string) => (existsSync(join('fixtures', word)) ? join('fixtures', word) : word)
    const place = words.findIndex(word => word.endsWith('.csv'))
    const path = join('fixtures', words[place]!)
    const inFolder = (input: string) => words.map((word, i) => (i === place ? input : inFixtures(word)))
    const answer = (input: string) => answerOf(inFolder(input))
    const whole = await answer(path)
    expect(await answer(splitOver(path, 1))).toEqual(whole)
    expect(await answer(splitOver(path, 5))).toEqual(whole)
    for (const size of [1, 100]) {
      vi.spyOn(streamEngine, 'run').mockImplementation((request, source) =>
        run(request, inBatchesOf(size, source)),
      )
      expect(await answer(path)).toEqual(whole)
    }
    vi.restoreAllMocks()
    Object.assign(spread, { leastBytes: 1, chunkBytes: 2048 })
    for (const threads of [2, 3]) {
      expect(await answerOf([...inFolder(path), '--threads', String(threads)])).toEqual(whole)
    }
  })
})
