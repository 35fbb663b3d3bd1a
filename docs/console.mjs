/** Blocks of ```console in a page: what stands under `$ tenure …` is what the program prints. */

import { PassThrough } from 'node:stream'
import { run } from '../dist/cli/run.js'

const BLOCK = /```console\n\$ tenure (.*)\n[\s\S]*?```/g

const COLUMNS = 96

/** The page with every block run anew, from the top folder of the project. */
export async function refreshed(page) {
  const outputs = []
  for (const [, words] of page.matchAll(BLOCK)) outputs.push(await printed(words))
  return page.replace(BLOCK, (_, words) => `\`\`\`console\n$ tenure ${words}\n${outputs.shift()}\n\`\`\``)
}

/** What `tenure` prints for those words in a terminal of that width, notes and errors first. */
export async function printed(words, columns = COLUMNS) {
  const stdout = Object.assign(new PassThrough({ highWaterMark: 1 << 28 }), { isTTY: true, columns })
  const stderr = new PassThrough({ highWaterMark: 1 << 28 })
  const io = { stdout, stderr, env: { NO_COLOR: '1' }, now: () => Date.parse('2030-01-01') }
  await run(words.split(' '), io)
  return [stderr, stdout]
    .map(stream => stream.read()?.toString('utf8') ?? '')
    .join('')
    .trimEnd()
}
