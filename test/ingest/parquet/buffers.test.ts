/** Batches that come as buffers have the cells of those that come as Arrow's streams. */

import { createWriteStream } from 'node:fs'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { idFormOf } from '../../../src/batches/id-form.ts'
import type { RawBatch } from '../../../src/batches/raw.ts'
import type { Hint } from '../../../src/ingest/csv/elsewhere.ts'
import { ANY_DIALECT } from '../../../src/ingest/csv/dialect.ts'
import { DEFAULT_LIMITS } from '../../../src/ingest/limits.ts'
import { openReader } from '../../../src/ingest/open-reader.ts'
import type { ReadOptions } from '../../../src/ingest/reader.ts'
import { writeParquet } from '../../../src/render/parquet.ts'
import { fileOf } from '../../support/tenure.ts'

const ROWS = 1000
const OPTIONS = { ...ANY_DIALECT, limits: DEFAULT_LIMITS }

/** Every seventh cell is missing, where a column may lack some. */
const missing = (row: number) => row % 7 === 3
const some = <T>(cellOf: (row: number) => T) =>
  Array.from({ length: ROWS }, (_, row) => (missing(row) ? null : cellOf(row)))
const counted = (row: number) => `C${String(row + 1).padStart(5, '0')}`

const all = (cellOf: (row: number) => string) =>
  arrow.vectorFromArray(
    Array.from({ length: ROWS }, (_, row) => cellOf(row)),
    new arrow.Utf8(),
  )

const COLUMNS: Readonly<Record<string, arrow.Vector>> = {
  counted: all(counted),
  'counted, some missing': arrow.vectorFromArray(some(counted), new arrow.Utf8()),
  'counted, one of another form': all(row => (row === 777 ? 'C1' : counted(row))),
  'counted, one empty': all(row => (row === 500 ? '' : counted(row))),
  digits: all(row => String(row * 3)),
  texts: arrow.vectorFromArray(
    some(row => `é${'x'.repeat(row % 5)}`),
    new arrow.Utf8(),
  ),
  'whole numbers': arrow.vectorFromArray(
    some(row => row - 500),
    new arrow.Int32(),
  ),
  'of 64 bits': arrow.vectorFromArray(
    some(row => 2n ** 53n + BigInt(row)),
    new arrow.Int64(),
  ),
  'without a sign': arrow.vectorFromArray(
    some(row => row % 256),
    new arrow.Uint8(),
  ),
  floats: arrow.vectorFromArray(
    some(row => row / 8),
    new arrow.Float64(),
  ),
  'small floats': arrow.vectorFromArray(
    some(row => row / 8),
    new arrow.Float32(),
  ),
  days: arrow.vectorFromArray(
    some(row => row * 86_400_000),
    new arrow.DateDay(),
  ),
  times: arrow.vectorFromArray(
    some(row => row * 1_234_567),
    new arrow.TimestampMicrosecond(),
  ),
} // prettier-ignore

async function fileWith(columns: Readonly<Record<string, arrow.Vector>>, groupRows: number): Promise<string> {
  const table = new arrow.Table(columns)
  const path = fileOf('all.parquet', '')
  const sink = createWriteStream(path)
  await writeParquet(table.batches, table.schema, sink, groupRows)
  await new Promise(resolve => sink.end(resolve))
  return path
}

/** Of each column the first cells tell the form. */
const HINTS = new Map(
  Object.entries(COLUMNS).map(([name, vector]): [string, Hint] => [
    name,
    { as: 'text', form: idFormOf(Array.from(vector.slice(0, 10), String)) },
  ]),
)

async function read(path: string, options: ReadOptions) {
  const reader = await openReader(path, OPTIONS)
  const columns = reader.columns.map(({ name, kind }) => ({ name, kind, cells: [] as unknown[] }))
  const numbers = reader.columns.map((): number[] => [])
  const ways = new Set<string>()
  for await (const { batch } of reader.read(options)) {
    ways.add(batch.arrow ? 'stream' : 'buffers')
    for (const [i, { cells }] of columns.entries()) {
      cells.push(...cellsIn(batch, i))
      numbers[i]!.push(...(batch.columns[i]!.cells?.numbers ?? []))
    }
  }
  return { columns, numbers, ways: [...ways] }
}

function cellsIn(batch: RawBatch, place: number): unknown[] {
  const { text, ms, units, zoned } = batch.columns[place]!
  const scaled = units?.(4)
  return Array.from({ length: batch.rows }, (_, row) => [text(row), ms?.(row), scaled?.[row], zoned])
}

describe('buffers', () => {
  it('hold the cells of the streams', async () => {
    const path = await fileWith(COLUMNS, 300)
    const streams = await read(path, {})
    const buffers = await read(path, { hints: HINTS })
    expect([streams.ways, buffers.ways]).toEqual([['stream'], ['buffers']])
    expect(buffers.columns).toEqual(streams.columns)
    expect(await read(path, { hints: HINTS, reuse: true })).toEqual(buffers)
    expect(streams.columns[1]!.cells.slice(2, 5).map(cell => (cell as unknown[])[0])).toEqual([
      'C00003',
      null,
      'C00005',
    ])
  })

  it('tell the numbers of ids that are counted up', async () => {
    const { numbers } = await read(await fileWith(COLUMNS, 300), { hints: HINTS })
    const up = Array.from({ length: ROWS }, (_, row) => row + 1)
    expect(numbers[0]).toEqual(up)
    expect(numbers[1]).toEqual(up.map(number => (missing(number - 1) ? -1 : number)))
    expect(numbers[2]).toEqual(up.map(number => (number === 778 ? -1 : number)))
    expect(numbers[3]).toEqual(up.map(number => (number === 501 ? -1 : number)))
    expect(numbers[4]).toEqual(up.map(number => (number - 1) * 3))
  })

  it('are left to the streams where a column is more than values in a row', async () => {
    const path = await fileWith(
      { counted: COLUMNS.counted!, flags: arrow.vectorFromArray(some(row => row % 2 === 0)) },
      300,
    )
    const { columns, ways } = await read(path, { hints: HINTS })
    expect(ways).toEqual(['stream'])
    expect(columns[1]!.cells[1]).toEqual(['false', undefined, undefined, undefined])
  })
})
