/** `npm run bench`: the cases whose names hold any of the given words, as a Markdown table. See README.md. */

import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { cases } from './cases.mjs'
import { ROWS } from './data.mjs'
import { compare } from './measure.mjs'

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
})
const words = [...values.only, ...positionals]
const isAsked = ({ name }) => words.length === 0 || words.some(word => name.includes(word))
const runs = Number(values.runs)
const versionOf = name =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version

const UNITS = { seconds: 's', megabytes: 'MB' }

function row({ name, metric, required, wanted, limit }, figures) {
  const { ours, peer, ratio } = figures[metric]
  const digits = metric === 'seconds' ? 2 : 0
  const value = number => `${number.toFixed(digits)} ${UNITS[metric]}`
  const isKept = ratio <= required && (limit === undefined || ours <= limit)
  // On a machine that does other things too, only the ratio of computing says much.
  const { cpu } = figures
  const computing = `${cpu.ours.toFixed(2)} ÷ ${cpu.peer.toFixed(2)}`
  const bounds = [required.toFixed(2), wanted.toFixed(2), isKept ? 'yes' : 'no']
  return `| ${[name, value(ours), value(peer), ratio.toFixed(2), computing, ...bounds].join(' | ')} |\n`
}

const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`
const versions = `Node ${process.versions.node}, DuckDB ${versionOf('@duckdb/node-api')}`
const date = new Date().toISOString().slice(0, 10)
process.stdout.write(`${date}, ${machine}, ${versions}; ${ROWS.toLocaleString('en-US')} rows, `)
process.stdout.write(
  `medians of ${runs} runs in turn; the ratio is the median of ours ÷ peer, pair by pair.\n\n`,
)
process.stdout.write('| case | ours | peer | ratio | CPU s | required | wanted | kept |\n')
process.stdout.write('| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n')

/** Cases of the same two commands share their runs. */
const measured = new Map()
for (const one of cases.filter(isAsked)) {
  try {
    const commands = await one.make()
    const key = JSON.stringify(commands)
    if (!measured.has(key)) measured.set(key, compare(commands, runs))
    process.stdout.write(row(one, measured.get(key)))
  } catch (error) {
    // The other cases are worth their time all the same.
    process.stdout.write(
      `| ${one.name} | failed: ${String(error.message).replace(/\s+/g, ' ')} | | | | | | no |\n`,
    )
    process.exitCode = 1
  }
}
