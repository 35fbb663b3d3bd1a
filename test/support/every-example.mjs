/** Runs an example of every analysis and command in one process, in the folder with the fixtures; prints its exit code. */

import { PassThrough } from 'node:stream'
import { analyses } from '../../dist/analyses/index.js'
import { run } from '../../dist/cli/run.js'
import { commands } from '../../dist/commands/index.js'

const sink = () => new PassThrough({ highWaterMark: 1 << 28 })

for (const { name, examples } of [...analyses, ...commands]) {
  const example = examples.find(({ run }) => !/\|| --output | -o /.test(run)) ?? examples[0]
  const words = example.run
    .split(' ')
    .slice(1)
    .map(word => word.replaceAll("'", ''))
  const io = { stdout: sink(), stderr: sink(), env: {}, now: () => Date.parse('2030-01-01') }
  const code = await run(words, io)
  process.stdout.write(`${name.join(' ')}: ${code}\n`)
}
