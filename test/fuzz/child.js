/**
 * The process that runs `tenure` on one input after another, twice each, and tells what came of it. Text is read in
 * three ways: as it is by default, by the reference, and on threads in chunks of a few bytes.
 */

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { run } from '../../dist/cli/run.js'
import { spread } from '../../dist/ingest/spread.js'
import { inputOf } from './inputs.js'

const folder = mkdtempSync(join(tmpdir(), 'tenure-fuzz-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

let stray = null
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, error => {
    stray = `${event}: ${error?.stack ?? error}`
  })
}

async function outcomeOf(words) {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() }
  const stdout = []
  let stderr = ''
  streams.stdout.on('data', chunk => {
    stdout.push(chunk)
  })
  streams.stderr.on('data', chunk => {
    stderr += chunk
  })
  const code = await run(words, { ...streams, env: {}, now: () => Date.parse('2030-01-01') })
  // Whatever was left behind has its turn to fail.
  await new Promise(resolve => setImmediate(resolve))
  return { code, stderr: withoutWays(stderr), stdout: digestOf(Buffer.concat(stdout)) }
}

/** Of a text without the options that choose how an input is read: answers list them, hints repeat them. */
const withoutWays = text =>
  text
    .replace(/ --(?:reader csv-parse|threads 2)/g, '')
    .replace(/"(?:threads|reader)": ?[^,}\n]*,/g, '')
    .replace(/,"(?:threads|reader)": ?[^,}\n]*/g, '')

const digestOf = bytes =>
  createHash('sha256')
    .update(withoutWays(bytes.toString('latin1')))
    .digest('hex')

/** Ways of reading text that must not differ; `convert` reads as a stream, on no threads. */
const WAYS = [
  ['--reader', 'csv-parse'],
  ['--threads', '2'],
]

/** The first way that gives another answer, message or exit code; null where all agree. */
async function otherwise(first, words, path) {
  const usual = { ...spread }
  for (const way of WAYS) {
    if (words[0] === 'convert' && way[0] === '--threads') continue
    Object.assign(spread, { leastBytes: 1, chunkBytes: 48 })
    const found = await outcomeOf([...words, ...way, path])
    Object.assign(spread, usual)
    if (JSON.stringify(found) !== JSON.stringify(first)) {
      return `another answer with ${way.join(' ')}: ${JSON.stringify([first, found]).slice(0, 1500)}`
    }
  }
  return null
}

process.on('message', async ({ seed, index }) => {
  const { kind, name, bytes, words } = inputOf(seed, index)
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const first = await outcomeOf([...words, path])
  const second = await outcomeOf([...words, path])
  const isSame = JSON.stringify(first) === JSON.stringify(second)
  const isText = kind === 'csv' || kind === 'gzip' || kind === 'plain'
  const other = isText ? await otherwise(first, words, path) : null
  process.send({
    index,
    code: first.code,
    message: first.stderr.split('\n', 1)[0],
    fault: stray ?? faultOf(first, isSame, second) ?? other,
    memory: process.memoryUsage.rss(),
  })
  stray = null
})

function faultOf({ code, stderr }, isSame, second) {
  if (code > 5) return `exit ${code}: ${stderr.slice(0, 1500)}`
  return isSame ? null : `another answer the second time: ${JSON.stringify(second).slice(0, 1500)}`
}

process.send({ ready: true })
