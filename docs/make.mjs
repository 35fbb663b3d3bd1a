/**
 * Writes docs/commands/ from the lists of analyses and commands, and the output shown in README.md anew: `npm run docs`.
 * A test checks that it was run.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyses } from '../dist/analyses/index.js'
import { dialectFlags, orderFlags, roleFlags, runFlags, stateFlags } from '../dist/cli/input-flags.js'
import { exportFlags, reportFlags } from '../dist/cli/output-flags.js'
import { jobKinds } from '../dist/cli/job-kinds.js'
import { jsonSchema } from '../dist/commands/run/json-schema.js'
import { commands } from '../dist/commands/index.js'
import { flagName } from '../dist/flags.js'
import { refreshed } from './console.mjs'
import { manPage } from './man.mjs'
import { worstFilesPage } from './worst-files.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const FOLDER = join(HERE, 'commands')
const README = join(HERE, '..', 'README.md')

const RUN_SCHEMA = join(HERE, '..', 'tenure.schema.json')

const READS =
  '[The flags of every command that reads exports](input.md) say which rows count and how they are written.'

/** The README as it should stand. */
export const readme = () => refreshed(readFileSync(README, 'utf8'))

/** The JSON Schema of files of jobs. */
export const runSchema = () => `${JSON.stringify(jsonSchema(jobKinds()), null, 1)}\n`

/** File name → text of every page. */
export function pages() {
  const all = new Map([
    ['README.md', contents()],
    ['input.md', inputPage()],
  ])
  for (const analysis of analyses) all.set(fileOf(analysis), page(analysis, 'FILE...', reportFlags))
  for (const command of commands) {
    all.set(
      fileOf(command),
      page(command, command.operands, command.writes === 'report' ? reportFlags : exportFlags),
    )
  }
  return all
}

const fileOf = ({ name }) => `${name.join('-')}.md`
const titleOf = ({ name }) => `tenure ${name.join(' ')}`

function contents() {
  const lines = list => list.map(one => `- [\`${titleOf(one)}\`](${fileOf(one)}): ${one.summary}`)
  return text([
    '# Commands',
    '## Look at an export and make others',
    ...lines(commands),
    '## Questions about customers',
    ...lines(analyses),
    '',
    READS,
  ])
}

function page(one, operands, outputFlags) {
  return text([
    `# ${titleOf(one)}`,
    one.summary,
    '```',
    `${titleOf(one)} [options]${operands ? ` ${operands}` : ''}`,
    '```',
    one.description,
    '## Examples',
    ...one.examples.flatMap(({ run, shows }) => [`\`${run}\`: ${shows}`, '']),
    '## Options',
    ...flagTable(one.flags),
    '## What is written',
    ...flagTable(outputFlags),
    ...(operands && !one.readsNoExports ? ['', READS] : []),
  ])
}

function inputPage() {
  return text([
    '# Reading exports',
    '## Which rows, and what is an order',
    ...flagTable(orderFlags),
    '## Which column is what',
    'Guessed from header and content; `tenure inspect` tells what was guessed and why.',
    '',
    ...flagTable(roleFlags),
    '## How the files are written',
    'Guessed too, and decided before the first row is used.',
    '',
    ...flagTable(dialectFlags),
    '## How it is run',
    ...flagTable({ ...runFlags, ...stateFlags }),
  ])
}

function flagTable(flags) {
  const entries = Object.entries(flags)
  if (entries.length === 0) return ['None of its own.']
  return [
    '| flag | default | what it does |',
    '| --- | --- | --- |',
    ...entries.map(([key, flag]) => {
      const value = flag.placeholder === null ? '' : ` ${flag.placeholder}`
      const choices = flag.choices ? ` (${flag.choices.join(', ')})` : ''
      return `| \`--${flagName(key)}${value}\` | ${defaultOf(flag)} | ${tableCell(flag.help + choices)} |`
    }),
  ]
}

const defaultOf = ({ default: value }) =>
  value === null || value === false || (Array.isArray(value) && value.length === 0) ? '' : `\`${value}\``

const tableCell = cell => cell.replaceAll('|', '\\|')

/** A blank line around headings and blocks. */
const text = lines =>
  `${lines
    .join('\n')
    .replace(/\n?(^#+ .*$)\n?/gm, '\n\n$1\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(FOLDER, { recursive: true })
  for (const [file, content] of pages()) writeFileSync(join(FOLDER, file), content)
  writeFileSync(RUN_SCHEMA, runSchema())
  mkdirSync(join(HERE, '..', 'man'), { recursive: true })
  writeFileSync(join(HERE, '..', 'man', 'tenure.1'), manPage())
  writeFileSync(README, await readme())
  writeFileSync(join(HERE, 'worst-files.md'), await worstFilesPage())
}
