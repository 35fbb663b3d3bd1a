/**
 * Runs of quick jobs into a folder, one after the other, for ever: a process to be killed. Its jobs write files as all jobs
 * do, but compute and load nothing, so that it starts fast and nearly every kill meets a run at work. Waits for a word to begin.
 */

import { runInFolder } from '../../../dist/commands/run/run-in-folder.js'
import { openSink } from '../../../dist/render/sink.js'
import { write } from '../../../dist/render/write.js'

const [runs] = process.argv.slice(2)
const kind = {
  words: ['job'],
  operands: [],
  flags: {},
  outputFlags: {},
  inputFlags: null,
  writesReport: true,
}

/** Each file is its name, two thousand times; a half-written one is shorter. */
async function writeAll({ outputs }) {
  for (const { path } of outputs) {
    const sink = await openSink(path)
    for (let part = 0; part < 4; part++) await write(sink.stream, `${path.slice(-1)}\n`.repeat(500))
    await sink.finish()
  }
}

const jobs = ['a', 'b', 'c'].map(name => ({
  name,
  input: null,
  severity: 'error',
  request: { kind, operands: [], files: [], options: {}, input: {}, outputs: [{ path: name }] },
}))
const file = { path: 'tenure.yaml', runs, jobs, asOf: 20089, asOfGiven: true, keep: 5, log: null }
const tool = {
  now: () => Date.now(),
  isAnswerWanted: false,
  begin: async jobs => jobs.map(job => () => writeAll(job)),
  say: () => {},
}
const context = { tool, engine: {}, stated: {}, onOpen() {} }

process.stdin.once('data', async () => {
  process.stdout.write('begun\n')
  for (;;) await runInFolder(file, [{ jobs }], context)
})
