/** Parts of a file, each read by itself, here or in a thread of its own: together they are the file. */

import { createWriteStream, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import type { RawBatch } from '../../../src/batches/raw.ts'
import { continuedReader } from '../../../src/ingest/continued-reader.ts'
import { ANY_DIALECT } from '../../../src/ingest/csv/dialect.ts'
import { DEFAULT_LIMITS } from '../../../src/ingest/limits.ts'
import { openReader } from '../../../src/ingest/open-reader.ts'
import { shopify } from '../../../src/ingest/presets/shopify.ts'
import type { Part, ReadOptions } from '../../../src/ingest/reader.ts'
import { writeParquet } from '../../../src/render/parquet.ts'
import { fileOf } from '../../support/tenure.ts'

const ROWS = 230
const OPTIONS = { ...ANY_DIALECT, limits: DEFAULT_LIMITS }

/** Five row groups of 50 rows, the last of them of 30. */
async function grouped(): Promise<string> {
  const rows = Array.from({ length: ROWS }, (_, row) => row)
  const table = new arrow.Table({
    Name: arrow.vectorFromArray(rows.map(String), new arrow.Utf8()),
    Email: arrow.vectorFromArray(
      rows.map(row => `c${row % 7}`),
      new arrow.Utf8(),
    ),
    date: arrow.vectorFromArray(
      rows.map(row => Date.UTC(2024, 0, row)),
      new arrow.TimestampMillisecond(),
    ),
  })
  const path = fileOf('grouped.parquet', '')
  const sink = createWriteStream(path)
  await writeParquet(table.batches, table.schema, sink, 50)
  await new Promise(resolve => sink.end(resolve))
  return path
}

type Row = readonly [number: number, name: string | null]

const rowsOf = ({ rows, rowNumber, columns }: RawBatch): Row[] =>
  Array.from({ length: rows }, (_, row) => [rowNumber(row), columns[0]!.text(row)])

async function read(path: string, options: ReadOptions): Promise<Row[]> {
  const reader = await openReader(path, OPTIONS)
  const found: Row[] = []
  for await (const { batch } of reader.read({ columns: ['Name'], ...options })) found.push(...rowsOf(batch))
  return found
}

/** The same, by the built package in a thread of its own. */
function readInThread(path: string, part: Part): Promise<Row[]> {
  const built = fileURLToPath(new URL('../../../dist/ingest/open-reader.js', import.meta.url))
  const script = `
    const { parentPort, workerData: { built, path, options, part } } = require('node:worker_threads')
    import(built).then(async ({ openReader }) => {
      const found = []
      const reader = await openReader(path, options)
      for await (const { batch } of reader.read({ columns: ['Name'], part }))
        for (let row = 0; row < batch.rows; row++) found.push([batch.rowNumber(row), batch.columns[0].text(row)])
      parentPort.postMessage(found)
    })`
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { eval: true, workerData: { built, path, options: OPTIONS, part } })
    worker.once('message', resolve).once('error', reject)
  })
}

const partsOf = (of: number) => Array.from({ length: of }, (_, place): Part => ({ place, of }))
const all: Row[] = Array.from({ length: ROWS }, (_, row) => [row + 1, String(row)])
const byNumber = ([a]: Row, [b]: Row) => a - b

describe('parts of a Parquet file', () => {
  it.each([1, 2, 3, 8])('are the whole: %i', async of => {
    const path = await grouped()
    const parts = await Promise.all(partsOf(of).map(part => read(path, { part })))
    for (const part of parts) expect(part).toEqual([...part].sort(byNumber))
    expect(parts.map(part => part.length)).toEqual(COUNTS[of])
    expect(parts.flat().sort(byNumber)).toEqual(all)
  })

  /** Of row groups 0 to 4 those that leave each place. */
  const COUNTS: Readonly<Record<number, number[]>> = {
    1: [230],
    2: [130, 100],
    3: [100, 80, 50],
    8: [50, 50, 50, 50, 30, 0, 0, 0],
  }

  it('are the whole where threads of their own read them', async () => {
    const path = await grouped()
    const parts = await Promise.all(partsOf(2).map(part => readInThread(path, part)))
    expect(parts.map(part => part.length)).toEqual(COUNTS[2])
    expect(parts.flat().sort(byNumber)).toEqual(all)
  })

  it('end with the row group behind which nothing is asked for', async () => {
    const path = await grouped()
    expect(await read(path, { most: 100 })).toEqual(all.slice(0, 100))
    expect(await read(path, { most: 101 })).toEqual(all.slice(0, 150))
  })

  it('leave out of their own row groups alone what a filter does', async () => {
    const path = await grouped()
    const before = Date.UTC(2024, 0, 99)
    const found = partsOf(2).map(async part => {
      let unread = 0
      const onUnread = (rows: number) => (unread += rows)
      const rows = await read(path, {
        part,
        unneeded: { filter: { before }, time: 'date', full: [], onUnread },
      })
      return [rows.length, unread]
    })
    // Zones are two days wide at most: the third row group may yet have rows of the day before.
    expect(await Promise.all(found)).toEqual([
      [100, 30],
      [50, 50],
    ])
  })

  it('are as many as there are row groups, where they can be read by themselves', async () => {
    const path = await grouped()
    const reader = await openReader(path, OPTIONS)
    expect(reader.parts).toBe(5)
    // Rows may continue an order of the row group before.
    expect(continuedReader(reader, shopify).parts).toBeUndefined()
    const packed = fileOf('grouped.parquet.gz', gzipSync(readFileSync(path)))
    expect((await openReader(packed, OPTIONS)).parts).toBeUndefined()
  })
})
