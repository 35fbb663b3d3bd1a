/** Packed files and standard input, read on threads: the answer is that of the plain file on one. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spread } from '../../../src/ingest/spread.ts'
import { fileOf, type JsonReport, tenure, tenureJson } from '../../support/tenure.ts'

const ROWS = 5000
const ORDERS = Array.from({ length: ROWS }, (_, row) => {
  const note = row % 11 === 0 ? '"two\nlines, ""quoted"""' : row % 501 === 0 ? 'short"\nrow' : 'plain'
  return `o${row >> 1},c${((row >> 1) * 7919) % 311},2024-0${(row % 9) + 1}-11T10:00:00,${row % 70}.5,${note}\n`
})
const CSV = Buffer.from(`order,customer,date,amount,note\n${ORDERS.join('')}`)

/** A frame of raw blocks: RFC 8878, 3.1.1.2. */
function zstd(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38)]
  const size = 1 << 16
  for (let at = 0; at < bytes.length; at += size) {
    const block = bytes.subarray(at, at + size)
    const header = (block.length << 3) | (at + size >= bytes.length ? 1 : 0)
    pieces.push(Buffer.of(header & 255, (header >> 8) & 255, header >> 16), block)
  }
  return Buffer.concat(pieces)
}

const WORDS = ['--amount-is', 'line', '--max-errors', '1000', '--format', 'json']
const BIN = fileURLToPath(new URL('../../../bin/tenure.js', import.meta.url))

/** What does not name the file, nor how it was read. */
function answerOf({ tables, meta, notes }: JsonReport) {
  const { rows_read, rows_used, set_aside } = meta.inputs[0]!
  return { tables, rows_read, rows_used, set_aside, notes }
}

describe('on threads', () => {
  const usual = { ...spread }
  let expected: ReturnType<typeof answerOf>

  beforeAll(async () => {
    expected = answerOf(await tenureJson(['segment', fileOf('a.csv', CSV), ...WORDS]))
    expect(expected.set_aside).toEqual({ ragged: 9 })
    // So that a few rows are a chunk, and even a small file goes to threads.
    Object.assign(spread, { leastBytes: 1, chunkBytes: 4096 })
  })
  afterAll(() => {
    Object.assign(spread, usual)
  })

  const PACKED: [packing: string, bytes: Buffer][] = [
    ['plain', CSV],
    ['gzip', gzipSync(CSV)],
    ['zstd', zstd(CSV)],
  ]

  it.each(PACKED)('%s', async (packing, bytes) => {
    const path = fileOf(`a.csv.${packing}`, bytes)
    for (const threads of ['1', '2', '3']) {
      expect(answerOf(await tenureJson(['segment', path, '--threads', threads, ...WORDS]))).toEqual(expected)
    }
  })

  it.each(PACKED)('standard input, %s', (_packing, bytes) => {
    const { status, stdout } = spawnSync('node', [BIN, 'segment', '-', '--threads', '2', ...WORDS], {
      input: bytes,
    })
    expect(status).toBe(0)
    expect(answerOf(JSON.parse(stdout.toString()))).toEqual(expected)
  })

  it.each(PACKED.slice(1))('%s that is cut off is one error', async (packing, bytes) => {
    const path = fileOf(`a.csv.${packing}`, bytes.subarray(0, bytes.length * 0.8))
    const { code, stdout, stderr } = await tenure(['segment', path, '--threads', '2', ...WORDS])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/data is damaged or cut off/)
  })
})
