/** The man page, man/tenure.1, from the lists that help is made of. */

import { analyses } from '../dist/analyses/index.js'
import { dialectFlags, orderFlags, roleFlags, runFlags, stateFlags } from '../dist/cli/input-flags.js'
import { exportFlags, reportFlags } from '../dist/cli/output-flags.js'
import { commands } from '../dist/commands/index.js'
import { flagName } from '../dist/flags.js'
import { toolVersion } from '../dist/version.js'

/** Of roff: a backslash, a hyphen that must stay one to be copied, and what starts a request. */
const roff = text =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .split('\n')
    .map(line => (/^[.']/.test(line) ? `\\&${line}` : line))
    .join('\n')

export function manPage() {
  return `${[
    `.TH TENURE 1 "" "tenure ${toolVersion()}" "User Commands"`,
    '.SH NAME',
    'tenure \\- customer lifecycle questions answered from the exports a business already has',
    '.SH SYNOPSIS',
    '.B tenure',
    '.I COMMAND',
    '.RI [ OPTIONS ]',
    '.IR FILE ...',
    '.SH DESCRIPTION',
    'Reads exports of orders and events (CSV, TSV, Parquet, Arrow) and answers questions about customers. Start with',
    '.B tenure inspect',
    '.IR FILE .',
    'It uses no network.',
    '.SH COMMANDS',
    ...commands.flatMap(one => commandLines(one, one.operands ?? '')),
    '.SH QUESTIONS ABOUT CUSTOMERS',
    ...analyses.flatMap(one => commandLines(one, 'FILE...')),
    ...section('WHAT IS WRITTEN', { ...exportFlags, ...reportFlags }),
    ...section('WHICH ROWS, AND WHAT IS AN ORDER', orderFlags),
    ...section('WHICH COLUMN IS WHAT', roleFlags),
    ...section('HOW THE FILES ARE WRITTEN', dialectFlags),
    ...section('HOW IT IS RUN', { ...runFlags, ...stateFlags }),
    '.SH EXIT STATUS',
    ...EXITS.flatMap(([code, what]) => ['.TP', `.B ${code}`, roff(what)]),
    '.SH ENVIRONMENT',
    ...VARIABLES.flatMap(([name, what]) => ['.TP', `.B ${name}`, roff(what)]),
    '.SH SEE ALSO',
    'The folder docs of the package: every metric with its formula, every format, recipes for every night.',
  ].join('\n')}\n`
}

/** As README.md has them; a test compares. */
const EXITS = [
  [0, 'done'],
  [1, 'a check failed'],
  [2, 'wrong usage'],
  [3, 'the input cannot be used'],
  [4, 'the output cannot be written'],
  [5, 'a model cannot be fitted'],
  [70, 'a bug'],
]

const VARIABLES = [
  ['NO_COLOR, FORCE_COLOR', 'whether tables have colours, where --color does not say it'],
  ['TENURE_HASH_KEY', 'the key of --hash, where --hash-key-file does not name one'],
]

const commandLines = ({ name, summary, flags }, operands) => [
  '.SS',
  roff(`tenure ${name.join(' ')} ${operands}`.trim()),
  roff(summary),
  ...flagLines(flags),
]

const section = (title, flags) => [`.SH ${title}`, ...flagLines(flags)]

const flagLines = flags =>
  Object.entries(flags).flatMap(([key, { short, placeholder, choices, help, default: initial }]) => {
    const names = roff(`${short ? `-${short}, ` : ''}--${flagName(key)}`)
    const said = [
      help,
      ...(choices ? [`one of ${choices.join(', ')}`] : []),
      ...(typeof initial === 'string' || typeof initial === 'number' ? [`default ${initial}`] : []),
    ]
    return [
      '.TP',
      placeholder === null ? `.B "${names}"` : `.BI "${names} " "${roff(placeholder)}"`,
      roff(said.join('; ')),
    ]
  })
