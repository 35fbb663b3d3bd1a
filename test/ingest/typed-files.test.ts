/** Odd Parquet and Arrow files, made by test/oracles/make_typed.py: each cell as pyarrow reads it, or one line that says why not. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { ANY_DIALECT } from '../../src/ingest/csv/dialect.ts'
import { DEFAULT_LIMITS } from '../../src/ingest/limits.ts'
import { openReader } from '../../src/ingest/open-reader.ts'
import { fileOf } from '../support/tenure.ts'

interface Expected {
  readonly columns?: readonly string[]
  readonly rows?: readonly (readonly (string | null)[])[]
  /** Of a file whose cells are too long to write down. */
  readonly lengths?: readonly number[]
  /** Pattern of the message. */
  readonly error?: string
}

/** Every cell of a file as text. */
async function cellsOf(path: string) {
  const reader = await openReader(path, OPTIONS)
  const rows: (string | null)[][] = []
  for await (const { batch } of reader.read()) {
    for (let row = 0; row < batch.rows; row++) rows.push(batch.columns.map(({ text }) => text(row)))
  }
  return { columns: reader.columns.map(({ name }) => name), rows, notes: reader.notes }
}

const OPTIONS = { ...ANY_DIALECT, limits: DEFAULT_LIMITS }

const folderOf = (kind: string) => fileURLToPath(new URL(`${kind}/files`, import.meta.url))

describe.each(['parquet', 'arrow'])('%s', kind => {
  const folder = folderOf(kind)
  const all: Record<string, Expected> = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))

  it('every file has its cells written down', () => {
    const files = readdirSync(folder).filter(name => name !== 'expected.json')
    expect(Object.keys(all).sort()).toEqual(files.sort())
  })

  it.each(Object.entries(all))('%s', async (name, { columns, rows, lengths, error }) => {
    const cells = cellsOf(join(folder, name))
    if (error) {
      const message = expect.stringMatching(new RegExp(`${name}.*(?:${error})`, 'i'))
      return await expect(cells).rejects.toMatchObject({ exitCode: 3, message })
    }
    if (lengths) return expect((await cells).rows.map(([cell]) => cell!.length)).toEqual(lengths)
    expect(await cells).toMatchObject({ columns, rows })
  })
})

describe('times of 96 bits', () => {
  it.each([
    ['int96.parquet', 1],
    ['int96-zoned.parquet', 1],
    ['integers.parquet', 0],
  ])('are said to be read to the microsecond: %s', async (name, notes) => {
    const reader = await openReader(join(folderOf('parquet'), name), OPTIONS)
    expect(reader.notes.filter(note => note.includes('read to the microsecond'))).toHaveLength(notes)
  })
})

describe('a damaged column of an Arrow file', () => {
  it('is no error where it is not read', async () => {
    const type = new arrow.Utf8()
    const bytes = { data: Uint8Array.of(0xff), valueOffsets: Int32Array.of(0, 1), nullCount: 0 }
    const bad = arrow.makeVector(arrow.makeData({ type, length: 1, ...bytes }))
    const table = new arrow.Table({ good: arrow.vectorFromArray(['a'], type), bad })
    const reader = await openReader(fileOf('a.arrow', arrow.tableToIPC(table, 'file')), OPTIONS)
    const read = async (columns: string[]) => {
      const found = []
      for await (const { batch } of reader.read({ columns })) found.push(batch.columns[0]!.text(0))
      return found
    }
    expect(await read(['good'])).toEqual(['a'])
    await expect(read(['good', 'bad'])).rejects.toThrow('column bad: a text is no valid UTF-8')
  })
})

describe('cut off', () => {
  const FILES: [kind: string, name: string][] = [
    ['parquet', 'codec-snappy.parquet'],
    ['arrow', 'file.arrow'],
    ['arrow', 'compressed-lz4.arrow'],
  ]
  it.each(FILES)('%s: %s', async (kind, name) => {
    const whole = readFileSync(join(folderOf(kind), name))
    for (let end = 8; end < whole.length; end += Math.ceil(whole.length / 23)) {
      const path = fileOf(name, whole.subarray(0, end))
      await expect(cellsOf(path), `${end} bytes`).rejects.toMatchObject({
        exitCode: 3,
        message: /damaged or cut-off (?:Parquet|Arrow)/,
      })
    }
  })

  it('a stream, within a batch', async () => {
    const whole = readFileSync(join(folderOf('arrow'), 'stream.arrows'))
    for (const end of [8, 100, whole.length - 40, whole.length - 12]) {
      const path = fileOf('cut.arrows', whole.subarray(0, end))
      await expect(cellsOf(path), `${end} bytes`).rejects.toMatchObject({ exitCode: 3 })
    }
  })

  it.each([0, 7, 0x7fff_ffff, 0xffff_ffff])('a footer of %d bytes', async length => {
    const whole = Buffer.from(readFileSync(join(folderOf('parquet'), 'codec-none.parquet')))
    whole.writeUInt32LE(length, whole.length - 8)
    await expect(cellsOf(fileOf('a.parquet', whole))).rejects.toMatchObject({
      exitCode: 3,
      message: /damaged or cut-off Parquet/,
    })
  })
})
