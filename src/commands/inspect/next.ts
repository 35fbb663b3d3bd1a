/** The commands to type next, with every flag that this export needs. */

import { analyses } from '../../analyses/index.ts'
import type { CommandContext } from '../context.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'
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
  const given = givenWords(context.stated)
  const line = (name: readonly string[], words: readonly string[]) =>
    commandLine(['tenure', ...name, ...context.paths, ...merged(given, words)])
  const settling = findings.flatMap(({ remedies, what }) =>
    remedies.map(words => ({ command: line(['inspect'], words), why: `settles: ${what}` })),
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
