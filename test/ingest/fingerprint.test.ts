/** Files that change while they are read. */

import { appendFileSync, copyFileSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inputOptions } from '../../src/index.ts'
import { openReader } from '../../src/ingest/open-reader.ts'
import { fileOf } from '../support/tenure.ts'

/** Rows of the file, changed after the first batch was read. */
async function readChanging(path: string, change: () => void): Promise<number> {
  const reader = await openReader(path, inputOptions())
  let rows = 0
  for await (const { batch } of reader.read({ chunkBytes: 1024 })) {
    if (rows === 0) change()
    rows += batch.rows
  }
  return rows
}

const csv = () => fileOf('a.csv', readFileSync('fixtures/orders.csv'))
const parquet = () => fileOf('a.parquet', readFileSync('fixtures/orders.parquet'))

it.each<[what: string, change: (path: string) => void, message: RegExp | null]>([
  [
    'grows',
    path => appendFileSync(path, 'O9,2025-01-01,C1,P,web,NL,1,1.00\n'),
    /a\.csv: changed while it was read: 94,795 bytes became 94,828 bytes/,
  ],
  ['is cut', path => writeFileSync(path, 'order_id\n'), /94,795 bytes became 9 bytes/],
  [
    'is replaced',
    path => {
      copyFileSync(path, `${path}.new`)
      renameSync(`${path}.new`, path)
    },
    /another file took its place/,
  ],
  ['is written to', path => utimesSync(path, 1, 1), /it was written to/],
  ['is read by others', path => void readFileSync(path), null],
])('a text file that %s', async (_, change, message) => {
  const path = csv()
  const rows = readChanging(path, () => change(path))
  if (message === null) return expect(await rows).toBe(1480)
  await expect(rows).rejects.toThrow(message)
  await expect(rows).rejects.toMatchObject({ exitCode: 3 })
})

it('a Parquet file that is replaced', async () => {
  const path = parquet()
  const replace = () => {
    copyFileSync(path, `${path}.new`)
    renameSync(`${path}.new`, path)
  }
  await expect(readChanging(path, replace)).rejects.toThrow(/another file took its place/)
})
