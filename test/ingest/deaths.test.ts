/** Threads that die while they read: one line, an exit code, no half of an answer, and nothing waits for ever. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as Start from '../../src/ingest/start-worker.ts'
import { DecoderThread } from '../../src/ingest/parquet/decoder-thread.ts'
import { compiledDecoder } from '../../src/ingest/parquet/compiled.ts'
import { fileOf, tenure } from '../support/tenure.ts'

/** What is run in the place of a thread; null is the thread itself. */
let dying: { script: string; file: string } | null = null

vi.mock('../../src/ingest/start-worker.ts', async load => {
  const real = await load<typeof Start>()
  return {
    startWorker: (file: Start.WorkerFile, options = {}) =>
      dying?.file === file
        ? new Worker(dying.script, { ...options, eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } })
        : real.startWorker(file, options),
  }
})

afterEach(() => {
  dying = null
})

/** `(module (func (export "f") unreachable))`. */
const TRAP = '0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11'

/** Each at the first thing that it is asked to do. */
const DEATHS: [how: string, script: string, reason: RegExp][] = [
  ['ends without a word', 'process.exit(0)', /it ended with code 0/],
  ['is ended', 'process.exit(9)', /it ended with code 9/],
  ['fails', 'throw new Error("no disk")', /no disk/],
  ['fails later', 'setTimeout(() => { throw new Error("no net") }, 50)', /no net/],
  ['runs out of memory', 'const all = []; for (;;) all.push(new Array(1e5).fill({}))', /memory/],
  [
    'traps in WebAssembly',
    `new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(${TRAP}))).exports.f()`,
    /unreachable/,
  ],
]

const dyingAt = (script: string) =>
  `require('node:worker_threads').parentPort.once('message', () => { ${script} })`

/** More than is read without threads: 17 MB. */
function orders(): string {
  const row = (i: number) => `c${i % 997},2024-01-0${(i % 9) + 1},${i % 50}.25,${'a note '.repeat(8)}\n`
  return fileOf(
    'orders.csv',
    `customer,date,amount,note\n${Array.from({ length: 220_000 }, (_, i) => row(i)).join('')}`,
  )
}

describe('a thread that reads CSV', () => {
  it.each(DEATHS)('%s', async (_how, script, reason) => {
    dying = { script: dyingAt(script), file: 'bundle/thread.js' }
    const path = orders()
    const out = join(dirname(path), 'answer.json')
    const words = ['segment', path, '--threads', '2', '--format', 'json', '-o', out]
    const { code, stdout, stderr } = await tenure(words)
    expect(code).toBe(70)
    expect(stderr).toMatch(
      /^tenure: a thread that reads the input has died: .*\n {2}run it again with --threads 1/,
    )
    expect(stderr).toMatch(reason)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(stdout).toBe('')
    expect(existsSync(out)).toBe(false)
  })
})

/** In blocks that are not packed, RFC 8878, 3.1.1.2: enough of them for a thread of its own. */
function unpackedZstd(bytes: Buffer): Buffer {
  const parts: Uint8Array[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38])]
  for (let at = 0; at < bytes.length; at += 1 << 17) {
    const block = bytes.subarray(at, at + (1 << 17))
    const value = (block.length << 3) | (at + block.length === bytes.length ? 1 : 0)
    parts.push(Buffer.from([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff]), block)
  }
  return Buffer.concat(parts)
}

describe('the thread that unpacks zstd', () => {
  const packed = () =>
    fileOf('orders.csv.zst', new Uint8Array(unpackedZstd(readFileSync(orders()).subarray(0, 3 << 20))))

  it.each(DEATHS)('%s', async (_how, script, reason) => {
    dying = { script: dyingAt(script), file: 'ingest/zstd/worker.js' }
    const path = packed()
    const out = join(dirname(path), 'answer.json')
    const { code, stdout, stderr } = await tenure(['segment', path, '--format', 'json', '-o', out])
    expect(code).toBe(70)
    expect(stderr).toMatch(/^tenure: a thread that reads the input has died: /)
    expect(stderr).toMatch(reason)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(stdout).toBe('')
    expect(existsSync(out)).toBe(false)
  })
})

const GROUPED = fileURLToPath(new URL('./parquet/files/codec-zstd.parquet', import.meta.url))

describe('the thread that decodes Parquet', () => {
  it.each(DEATHS)('%s', async (_how, script, reason) => {
    dying = { script: dyingAt(script), file: 'ingest/parquet/worker.js' }
    const out = join(dirname(fileOf('a.csv', '')), 'rows.csv')
    const { code, stdout, stderr } = await tenure(['convert', GROUPED, '-o', out])
    // A trap is taken for the fault of the file: some damaged pages do just that.
    const isTrap = reason.source === 'unreachable'
    expect(code).toBe(isTrap ? 3 : 70)
    expect(stderr).toMatch(
      isTrap ? /damaged or cut-off Parquet/ : /^tenure: a thread that reads the input has died: /,
    )
    expect(stderr).toMatch(reason)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
    expect(stdout).toBe('')
    expect(existsSync(out)).toBe(false)
  })

  it('never answers', async () => {
    dying = { script: 'setInterval(() => {}, 1000)', file: 'ingest/parquet/worker.js' }
    const data = { input: { path: GROUPED }, maxPage: 1 << 20, decoder: await compiledDecoder() }
    const thread = new DecoderThread(data, 100)
    await expect(thread.open()).rejects.toThrow('it does not answer')
    await expect(thread.rowGroup(0, { columns: null, layouts: null, reuse: false }).next()).rejects.toThrow(
      'it does not answer',
    )
    await thread.close()
  })

  it('dies while rows are being written', async () => {
    // First it is asked to open the file, then for rows.
    const out = fileOf('rows.csv', 'as it was')
    const real = new URL('../../dist/ingest/parquet/worker.js', import.meta.url)
    const script = `import(${JSON.stringify(real.href)}).then(() => {
      let asked = 0
      require('node:worker_threads').parentPort.on('message', () => { if (++asked === 3) process.exit(1) })
    })`
    dying = { script, file: 'ingest/parquet/worker.js' }
    const { code, stderr } = await tenure(['convert', GROUPED, '-o', out])
    expect([code, stderr]).toEqual([70, expect.stringContaining('it ended with code 1')])
    expect(readFileSync(out, 'utf8')).toBe('as it was')
  })
})
