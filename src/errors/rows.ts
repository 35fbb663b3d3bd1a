/** Of rows that cannot be used. */

import type { InputFacts } from '../report.ts'
import { input } from './user-error.ts'
import { list } from './wording.ts'

export const tooManyBadRows = (path: string, bad: number, read: number, first: string) =>
  input(
    `${path}: ${bad} of ${read} rows cannot be used, first: ${first}`,
    'write all of them to a file with --rejects FILE, or accept them with --max-errors N',
    { code: 'too-many-bad-rows', place: path, remedies: [['--max-errors', String(bad)]] },
  )

export const strictBadRow = (first: string) =>
  input(`${first} (--strict)`, 'mend the row, or leave --strict out to set such rows aside')

export const noRows = (inputs: readonly InputFacts[]) => {
  const read = inputs.reduce((rows, { rowsRead }) => rows + rowsRead, 0)
  const files = inputs.length === 1 ? inputs[0]!.file : `${inputs.length} files`
  return read === 0
    ? input(
        `${files}: no rows under the header`,
        'check the export: it holds column names and nothing else',
        { code: 'no-rows', place: files },
      )
    : input(
        `${files}: none of ${read} rows can be used${reasonsOf(inputs)}`,
        'check --as-of, --rows-since, --where, --status-keep and --preset, or look with `tenure inspect`',
        { code: 'no-rows-used', place: files },
      )
}

/** Why good rows were left out, in brackets. */
function reasonsOf(inputs: readonly InputFacts[]): string {
  const reasons = inputs.flatMap(({ leftOut }) => Object.entries(leftOut).filter(([, rows]) => rows > 0))
  const listed = [...new Set(reasons.map(([reason]) => reason))]
  return listed.length === 0 ? '' : ` (left out: ${list(listed)})`
}

/** `column` is null where currencies are written around the amounts themselves. */
export const severalCurrencies = (found: readonly string[], column: string | null) =>
  input(
    `the amounts are in more than one currency: ${list(found)}`,
    column === null
      ? 'split the export by currency, and read each part by itself'
      : `take one of them with --where, as in --where '${column}=${found[0]}'`,
    {
      code: 'several-currencies',
      remedies: column === null ? [] : found.map(currency => ['--where', `${column}=${currency}`]),
    },
  )

/** `before`: the date of the row before it; null where there is none. */
export const dateOutOfLine = (place: string, date: string, why: string, before: string | null) =>
  input(
    `${place}: the latest date, ${date}, ${why}; one wrong date would shift every other`,
    'give the date of the export with --as-of, or correct the row',
    { code: 'date-out-of-line', place, remedies: before === null ? [] : [['--as-of', before]] },
  )
