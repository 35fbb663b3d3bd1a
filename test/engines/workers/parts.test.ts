/** Row groups read by several threads, a part each: the answer, the counts and the errors of one thread. */

import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spread } from '../../../src/ingest/spread.ts'
import { writeParquet } from '../../../src/render/parquet.ts'
import { fileOf, tenure, tenureJson } from '../../support/tenure.ts'

const ROWS = 2300

/** Eight row groups; lines of an order stand in two of them, some rows have no time or amount, the first groups are older. */
async function orders(): Promise<string> {
  const rows = Array.from({ length: ROWS }, (_, row) => row)
  const table = new arrow.Table({
    order: arrow.vectorFromArray(
      rows.map(row => `o${Math.floor(row / 7)}`),
      new arrow.Utf8(),
    ),
    customer: arrow.vectorFromArray(
      rows.map(row => (row % 90 < 7 ? null : `c${(Math.floor(row / 7) * 31) % 53}`)),
      new arrow.Utf8(),
    ),
    date: arrow.vectorFromArray(
      rows.map(row => (row % 501 === 500 ? null : Date.UTC(2024, 0, 1 + Math.floor(row / 10)))),
      new arrow.TimestampMillisecond(),
    ),
    amount: arrow.vectorFromArray(
      rows.map(row => (row % 700 === 300 ? null : (row % 70) + 0.5)),
      new arrow.Float64(),
    ),
  })
  const path = fileOf('orders.parquet', '')
  const sink = createWriteStream(path)
  await writeParquet(table.batches, table.schema, sink, 300)
  await new Promise(resolve => sink.end(resolve))
  return path
}

describe('row groups on threads', () => {
  const usual = { ...spread }
  let path: string

  beforeAll(async () => {
    path = await orders()
    Object.assign(spread, { leastBytes: 1 })
  })
  afterAll(() => void Object.assign(spread, usual))

  const answer = async (words: readonly string[], threads: number) => {
    const given = ['--max-errors', '100', '--amount-is', 'line', '--threads', String(threads)]
    const { meta, ...rest } = await tenureJson([...words, path, ...given])
    return { ...rest, meta: { ...meta, options: null } }
  }

  it.each([
    ['segment', []],
    ['orders', []],
    ['segment', ['--rows-since', '2024-04-15', '--as-of', '2024-07-01']],
    ['cohort', ['--where', 'order!=o12']],
  ])('%s %j', async (command, words) => {
    const one = await answer([command, ...words], 1)
    expect(one.meta.inputs[0]!.rows_read).toBe(ROWS)
    if (words.length === 0)
      expect(one.meta.inputs[0]!.set_aside).toEqual({ 'time-missing': 4, 'amount-missing': 3 })
    // Two of the first groups and the last one: where a cell is missing, a group must be read.
    if (words[0] === '--rows-since') expect(one.notes).toContainEqual(expect.stringMatching(/not read: 800/))
    for (const threads of [4, 6]) expect(await answer([command, ...words], threads)).toEqual(one)
  })

  it('stop at the first bad row where none may be', async () => {
    const strict = (threads: string) => tenure(['segment', path, '--strict', '--threads', threads])
    const one = await strict('1')
    expect(one.stderr).toMatch(/row 301, column amount/)
    expect(await strict('6')).toEqual(one)
  })

  it('tell of a damaged one in one line', async () => {
    const bytes = readFileSync(path)
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 400)
    writeFileSync(path, bytes)
    const one = await tenure(['segment', path, '--threads', '1'])
    expect(one).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/column amount: the header/),
    })
    expect(await tenure(['segment', path, '--threads', '6'])).toEqual(one)
  })
})
