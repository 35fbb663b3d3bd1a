/** The process that runs `tenure` on one input after another, twice each, and tells what came of it. */

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { run } from '../../dist/cli/run.js'
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
  const hash = createHash('sha256')
  let stderr = ''
  streams.stdout.on('data', chunk => hash.update(chunk))
  streams.stderr.on('data', chunk => {
    stderr += chunk
  })
  const code = await run(words, { ...streams, env: {}, now: () => Date.parse('2030-01-01') })
  // Whatever was left behind has its turn to fail.
  await new Promise(resolve => setImmediate(resolve))
  return { code, stderr, stdout: hash.digest('hex') }
}

process.on('message', async ({ seed, index }) => {
  const { name, bytes, words } = inputOf(seed, index)
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const first = await outcomeOf([...words, path])
  const second = await outcomeOf([...words, path])
  const isSame = JSON.stringify(first) === JSON.stringify(second)
  process.send({
    index,
    code: first.code,
    message: first.stderr.split('\n', 1)[0],
    fault: stray ?? faultOf(first, isSame, second),
    memory: process.memoryUsage.rss(),
  })
  stray = null
})

function faultOf({ code, stderr }, isSame, second) {
  if (code > 5) return `exit ${code}: ${stderr.slice(0, 1500)}`
  return isSame ? null : `another answer the second time: ${JSON.stringify(second).slice(0, 1500)}`
}

process.send({ ready: true })
