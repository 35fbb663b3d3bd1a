/** The facts of a run as lines for people: under a table, in Markdown, on standard error. */

import type { Facts, InputFacts, Report } from '../report.ts'
import { plainText } from './plain-text.ts'
import { thousands } from '../math/thousands.ts'

/** Bad rows shown of each input; `--rejects` and JSON hold more. */
const EXAMPLES_SHOWN = 3

/** As-of and zone, what was guessed, rows of each input, then the notes; each is one line, of any length. */
export function factLines({ facts, notes }: Report): string[] {
  // Where nothing was read there is no date to speak of.
  const when = facts.asOf === null && facts.inputs.length === 0 ? [] : [whenLine(facts)]
  const lines = [...when, ...guessLines(facts), ...facts.inputs.flatMap(inputLines)]
  if (facts.historyCut) {
    lines.push('History cut: --where or --rows-since left rows out, so first orders and gaps may be wrong.')
  }
  return [...lines, ...notes].map(plainText)
}

function whenLine(facts: Facts): string {
  const zone = `time zone ${facts.timeZone}${facts.timeZoneGiven ? '' : ' (default; give --tz)'}`
  const currency = facts.currency === null ? '' : `; amounts in ${facts.currency}`
  return `${asOfText(facts)}; ${zone}${currency}.`
}

function asOfText({ asOf, asOfGiven }: Facts): string {
  if (asOf === null) return 'No as-of date, as no row was used'
  return asOfGiven
    ? `As of ${asOf}`
    : `As of ${asOf} (the latest row: partial, that day may be incomplete; give --as-of)`
}

/** What was guessed of how the files are written. */
export function guessLines({ readings }: Pick<Facts, 'readings'>): string[] {
  // What is left out is told with the rows.
  const guesses = readings.filter(
    ({ source, what, isUsual }) => source === 'guessed' && !isUsual && !what.startsWith('left out'),
  )
  if (guesses.length === 0) return []
  const texts = guesses.map(({ what, value, file }) => `${what}${file ? ` in ${file}` : ''} = ${value}`)
  return [`Guessed: ${texts.join(', ')}.`]
}

/** What became of the rows of one input, and the first of those set aside. */
export function inputLines(input: InputFacts): string[] {
  const rows = `${input.file}: ${thousands(input.rowsRead)} rows read, ${thousands(input.rowsUsed)} used`
  const first = `${rows}${reasons('left out', input.leftOut)}${reasons('set aside', input.setAside)}.`
  return [first, ...input.examples.slice(0, EXAMPLES_SHOWN)]
}

function reasons(what: string, counts: Readonly<Record<string, number>>): string {
  const known = Object.entries(counts).filter(([, rows]) => rows > 0)
  if (known.length === 0) return ''
  const total = known.reduce((sum, [, rows]) => sum + rows, 0)
  return `, ${thousands(total)} ${what} (${known.map(([reason, rows]) => `${reason}: ${thousands(rows)}`).join(', ')})`
}
