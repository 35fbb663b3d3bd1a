/** Where a chunk of bytes ends must not matter: every cut of a small file with quotes, CRLF and characters of many bytes. */

import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ByteSource } from '../../src/ingest/bytes.ts'
import type { CsvOptions } from '../../src/ingest/csv/csv-file.ts'
import { openCsv } from '../../src/ingest/csv/read-csv.ts'
import { ANY_DIALECT } from '../../src/ingest/csv/dialect.ts'
import { DEFAULT_LIMITS } from '../../src/ingest/limits.ts'
import { packingOf, unpack } from '../../src/ingest/unpack.ts'

const OPTIONS: CsvOptions = { ...ANY_DIALECT, limits: DEFAULT_LIMITS }

const TEXT = [
  'Title, of the file\r\n',
  '\r\n',
  'id,"na\r\nme",größe\r\n',
  '1,"a ""b"", c",€\n',
  '\n',
  '2,"x\r\n\r\ny",日本\r',
  '3,,😀\r\n',
  '4,short\r\n',
  '5,"a"b,c\n',
  '"","""",1',
].join('')

/** A file whose bytes come in those pieces. */
const sourceOf = (whole: Uint8Array, pieces: readonly Uint8Array[]): ByteSource => ({
  name: 'a.csv',
  path: 'a.csv',
  size: whole.length,
  packing: null,
  head: whole,
  isWholeHead: true,
  read: async function* () {
    yield* pieces
  },
})

async function answerOf(source: ByteSource, options = OPTIONS) {
  const reader = await openCsv(source, options)
  const rows: unknown[] = []
  for await (const { batch, bad } of reader.read({ keepOriginal: true })) {
    for (let row = 0; row < batch.rows; row++) {
      const cells = batch.columns.map(({ text }) => text(row))
      rows.push([batch.rowNumber(row), batch.original?.(row), ...cells])
    }
    rows.push(...bad)
  }
  return JSON.stringify([reader.columns, reader.readings, rows])
}

/** The bytes cut at that place, and byte by byte. */
const cut = (bytes: Uint8Array, at: number) => [bytes.subarray(0, at), bytes.subarray(at)]
const single = (bytes: Uint8Array) => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))

describe('the same cells wherever a chunk ends', () => {
  const FILES: [what: string, bytes: Uint8Array, encoding: string | null][] = [
    ['UTF-8', Buffer.from(TEXT), null],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), null],
    ['UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), null],
    ['GB18030', Buffer.from(TEXT.replace(/\P{ASCII}/gu, '?')), 'gb18030'],
  ]
  it.each(FILES)('%s', async (_what, bytes, encoding) => {
    const options = { ...OPTIONS, encoding }
    const whole = await answerOf(sourceOf(bytes, [bytes]), options)
    expect(JSON.parse(whole)[2]).toHaveLength(6)
    expect(await answerOf(sourceOf(bytes, single(bytes)), options)).toBe(whole)
    for (let at = 0; at <= bytes.length; at++) {
      const answer = await answerOf(sourceOf(bytes, cut(bytes, at)), options)
      if (answer !== whole) expect([at, answer]).toEqual([at, whole])
    }
  })

  it('reads what is meant', async () => {
    const bytes = Buffer.from(TEXT)
    const [columns, readings, rows] = JSON.parse(await answerOf(sourceOf(bytes, [bytes])))
    expect(columns.map(({ name }: { name: string }) => name)).toEqual(['id', 'na\r\nme', 'größe'])
    expect(readings).toContainEqual(expect.objectContaining({ what: 'header', value: 'line 3' }))
    expect(rows).toEqual([
      [1, '1,"a ""b"", c",€', '1', 'a "b", c', '€'],
      [2, '2,"x\r\n\r\ny",日本', '2', 'x\r\n\r\ny', '日本'],
      [3, '3,,😀', '3', null, '😀'],
      [6, '"","""",1', null, '"', '1'],
      expect.objectContaining({ row: 4, reason: 'ragged', original: '4,short' }),
      expect.objectContaining({ row: 5, reason: 'quote', original: '5,"a"b,c' }),
    ])
  })

  it('of packed bytes too', async () => {
    const packed = gzipSync(TEXT.repeat(20))
    for (let at = 0; at <= packed.length; at += 7) {
      const chunks = unpack(
        'a.csv',
        packingOf(packed),
        sourceOf(packed, cut(packed, at)).read(),
        DEFAULT_LIMITS,
      )
      const found: Uint8Array[] = []
      for await (const chunk of chunks) found.push(chunk)
      expect(Buffer.concat(found).toString()).toBe(TEXT.repeat(20))
    }
  })
})
