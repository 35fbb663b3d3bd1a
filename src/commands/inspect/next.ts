/** The commands to type next, with every flag that this export needs. */

import { basename, dirname, join } from 'node:path'
import { analyses } from '../../analyses/index.ts'
import { UserError } from '../../errors/index.ts'
import type { CommandContext } from '../context.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'
import { meaningOf } from './meaning.ts'
import { guessedHeader, namesLikeData } from './no-header.ts'
import { commandLine } from './shell.ts'

export interface Suggestion {
  readonly command: string
  readonly why: string
}

const MOST_SUGGESTIONS = 6
const MOST_QUESTIONS = 4

/**
 * The questions that this export can answer, one for each first word, then what settles findings: the questions
 * only where no error is left, or each has one way to settle it.
 */
export function suggestions(look: Look, findings: readonly Finding[], context: CommandContext): Suggestion[] {
  if (namesLikeData(look) !== null) return naming(look, context)
  const given = givenWords(context.stated)
  const line = (name: readonly string[], words: readonly string[]) =>
    commandLine(['tenure', ...name, ...context.paths, ...merged(given, words)])
  const settling = findings.flatMap(finding =>
    finding.remedies.map(words => ({ command: line(['inspect'], words), why: meaningOf(words, finding) })),
  )
  const errors = findings.filter(({ severity }) => severity === 'error')
  const isSettled = errors.every(({ remedies }) => remedies.length === 1)
  const words = errors.flatMap(({ remedies }) => remedies[0] ?? [])
  const questions = analyses
    .filter(({ name }, place) => analyses.findIndex(other => other.name[0] === name[0]) === place)
    .filter(({ needs }) => needs.every(role => look.columnOf(role) !== null))
    .map(({ name, summary }) => ({ command: line(name, words), why: summary }))
  if (!isSettled) return settling.slice(0, MOST_SUGGESTIONS)
  return [...questions.slice(0, MOST_QUESTIONS), ...settling].slice(0, MOST_SUGGESTIONS)
}

/** A copy of a file without names, with names above it. */
function naming(look: Look, { paths }: CommandContext): Suggestion[] {
  const { reader } = look.source.files[0]!
  const isPlain = paths.length === 1 && reader.rereadable && /^[CT]SV$/.test(reader.format)
  if (!isPlain) return []
  const named = join(dirname(reader.name), `named-${basename(reader.name)}`)
  const header = commandLine([guessedHeader(look)])
  const [from, to] = [commandLine([reader.name]), commandLine([named])]
  return [
    {
      command: `(echo ${header}; cat ${from}) > ${to} && tenure inspect ${to}`,
      why: 'makes a copy with names; change them to what the columns hold',
    },
  ]
}

/** The hint of an error with the command that settles it, for files that cannot even be looked at. */
export function withCommand(error: unknown, { paths, stated }: CommandContext): unknown {
  const [words] = (error instanceof UserError && error.details?.remedies) || []
  if (!(error instanceof UserError) || words === undefined) return error
  const command = commandLine(['tenure', 'inspect', ...paths, ...merged(givenWords(stated), words)])
  return new UserError(error.exitCode, error.message, `${error.hint}; type: ${command}`, error.details)
}

/** Values that an option has anyway; a report states them too. */
const ANYWAY: Readonly<Record<string, unknown>> = { tz: 'UTC', 'refund-date': 'own' }

/** The words by which the options in force were given. */
function givenWords(stated: CommandContext['stated']): string[] {
  return Object.entries(stated).flatMap(([flag, value]) => {
    if (value === null || value === undefined || value === false || value === ANYWAY[flag]) return []
    if (value === true) return [`--${flag}`]
    return [value].flat().flatMap(one => [`--${flag}`, String(one)])
  })
}

/** An option that is given anew replaces the old one; conditions add up. */
function merged(given: readonly string[], words: readonly string[]): string[] {
  const at = given.indexOf(words[0] ?? '')
  const isReplaced = at >= 0 && words[0] !== '--where'
  return [...(isReplaced ? [...given.slice(0, at), ...given.slice(at + 2)] : given), ...words]
}
