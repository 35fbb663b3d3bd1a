/** The files that cases read: made once by `tenure sample`, and kept in bench/data. */

import { spawnSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

export const ROWS = Number(process.env.BENCH_ROWS ?? 5_000_000)
export const TENURE = fileURLToPath(new URL('../bin/tenure.js', import.meta.url))
export const DUCKDB = fileURLToPath(new URL('./duckdb.mjs', import.meta.url))
const FOLDER = fileURLToPath(new URL('./data/', import.meta.url))

/** Under these, customers order 12.5 times within the two years. */
const PARAMS = 'r=1,alpha=20,a=0.45,b=9'
const ORDERS_PER_CUSTOMER = 12.5

/** The path of a file that `make` writes; made where it is not there yet. */
async function kept(name, make) {
  const path = `${FOLDER}${ROWS}-${name}`
  if (existsSync(path)) return path
  mkdirSync(FOLDER, { recursive: true })
  process.stderr.write(`making ${path}\n`)
  await make(`${path}.tmp`)
  renameSync(`${path}.tmp`, path)
  return path
}

function run(...args) {
  const { status, stderr } = spawnSync('node', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
}

const sample =
  (rows, ...options) =>
  path =>
    sampleOf(rows / ORDERS_PER_CUSTOMER, PARAMS, options, path)

function sampleOf(customers, params, options, path) {
  const output = ['--format', 'csv', '--quiet', '-o', path]
  run(
    TENURE,
    'sample',
    'orders',
    '--size',
    String(Math.round(customers)),
    '--params',
    params,
    '--refunds',
    '0',
    ...options,
    ...output,
  )
}

/** A copy of a file, changed line by line. */
async function rewrite(from, to, change) {
  async function* changed() {
    let row = 0
    let text = ''
    for await (const line of createInterface({ input: createReadStream(from) })) {
      text += change(line, row++)
      if (text.length < 1 << 16) continue
      yield text
      text = ''
    }
    yield text
  }
  await pipeline(changed(), createWriteStream(to))
}

/** One row an order, 8 columns. */
export const orders = () => kept('orders.csv', sample(ROWS))

/** The same rows, none of whose columns is an order id. */
export const noOrder = () =>
  kept('no-order.csv', async path =>
    rewrite(await orders(), path, (line, row) => `${row === 0 ? line.replace('order_id', 'line') : line}\n`),
  )

/** About twice as many rows, ten of a customer: at the usual size ten million of a million customers. */
export const million = () =>
  kept('million.csv', path => sampleOf(ROWS / 5, 'r=1,alpha=27,a=0.45,b=9', [], path))

/** Twice as many rows. */
export const double = () => kept('double.csv', sample(2 * ROWS))

/** Three lines an order on average. */
export const lines = () => kept('lines.csv', sample(ROWS, '--lines-per-order', '3'))

/** A tenth of the rows, and each of those ten times: the same customers and orders in ten times the lines. */
export const tenth = () => kept('tenth.csv', sample(ROWS / 10))
export const tenfold = () =>
  kept('tenfold.csv', async path =>
    rewrite(await tenth(), path, (line, row) => `${line}\n`.repeat(row === 0 ? 1 : 10)),
  )

/** About 10 MB. */
export const small = () => kept('small.csv', sample(160_000))

export const parquet = () =>
  kept('orders.parquet', async path => {
    const csv = await orders()
    const how = 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880'
    run(DUCKDB, `COPY (SELECT * FROM read_csv('${csv}')) TO '${path}' (${how})`)
  })

export const arrow = () =>
  kept('orders.arrow', async path => {
    run(TENURE, 'convert', await orders(), '--types', 'infer', '--format', 'arrow', '--quiet', '-o', path)
  })

/** A file of jobs over that input, each question into a file of its own. */
export function jobsOver(input, questions) {
  const listed = questions.map((run, i) => `  j${i}: { run: ${run}, output: j${i}.csv }\n`).join('')
  const path = `${FOLDER}jobs-${questions.join('-').replaceAll(' ', '-')}.yaml`
  writeFileSync(
    path,
    `keep: 1\nruns: runs-${questions.length}\ninputs: { input: ${input} }\njobs:\n${listed}`,
  )
  return path
}
