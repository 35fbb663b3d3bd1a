/**
 * npm run fuzz -- --inputs N --seed S      breaks exports in N ways and looks what becomes of them
 * npm run fuzz -- --seed S --only I        one of them again; its file is kept and named
 *
 * No input may crash a run (exit 70), keep it longer than a minute, leave a rejection unhandled, take the process past
 * its bound of memory, or be answered in two ways: not the second time, and text neither by the reference nor on threads.
 */

import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inputOf } from './inputs.js'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const indices =
  values.only === undefined
    ? Array.from({ length: Number(values.inputs) }, (_, i) => i)
    : [Number(values.only)]

const HANG_MS = 60_000
/** Of the process that runs one input after another: Node's heap may take 512 MB of it. */
const MEMORY_BOUND = 2 ** 30

const codes = {}
const kinds = {}
const faults = []
let peak = 0

let child = null

async function start() {
  child = fork(new URL('child.js', import.meta.url), {
    execArgv: ['--max-old-space-size=512', '--no-warnings'],
  })
  await new Promise(resolve => child.once('message', resolve))
}

/** What the child tells of an input; a fault where it tells nothing. */
function ask(index) {
  return new Promise(resolve => {
    const asked = child
    const end = answer => {
      clearTimeout(timer)
      asked.off('message', end).off('exit', onExit)
      resolve(answer)
    }
    const onExit = (code, signal) => {
      child = null
      end({ index, fault: `the process ended: ${signal ?? code}` })
    }
    const timer = setTimeout(() => asked.kill('SIGKILL'), HANG_MS)
    asked.on('message', end).on('exit', onExit)
    asked.send({ seed, index })
  })
}

for (const index of indices) {
  if (child === null) await start()
  const { kind } = inputOf(seed, index)
  const { code, fault, memory = 0, message } = await ask(index)
  codes[code ?? 'none'] = (codes[code ?? 'none'] ?? 0) + 1
  kinds[kind] = (kinds[kind] ?? 0) + 1
  peak = Math.max(peak, memory)
  const found = fault ?? (memory > MEMORY_BOUND ? `${Math.round(memory / 2 ** 20)} MB of memory` : null)
  if (found) {
    faults.push(index)
    console.log(`seed ${seed}, input ${index} (${kind}): ${found}`)
    if (child && memory > MEMORY_BOUND) child.kill()
  }
  if (values.only !== undefined) console.log(keep(index), `exit ${code}`, message)
}
child?.kill()

function keep(index) {
  const { name, bytes, words } = inputOf(seed, index)
  const path = join(tmpdir(), `fuzz-${seed}-${index}-${name}`)
  writeFileSync(path, bytes)
  return `tenure ${words.join(' ')} ${path}:`
}

console.log(
  `${indices.length} inputs of seed ${seed}: ${JSON.stringify(kinds)}, exit codes ${JSON.stringify(codes)}, peak memory ${Math.round(peak / 2 ** 20)} MB, faults ${faults.length}`,
)
for (const index of faults) console.log(`  npm run fuzz -- --seed ${seed} --only ${index}`)
process.exitCode = faults.length > 0 ? 1 : 0
