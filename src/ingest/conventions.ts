/** How a column's dates and amounts are written: decided before the first batch, or the run stops and asks. */

import {
  ambiguousAmount,
  ambiguousDate,
  mixedAmounts,
  mixedDates,
  noReadableDate,
  shortYear,
  UserError,
} from '../errors/index.ts'
import type { Head, HeadColumn } from './head.ts'
import { cellsOf, firstCell } from './evidence.ts'
import { plainDecimalEvidence, plainTimeEvidence } from './plain-evidence.ts'
import type { Reader } from './reader.ts'
import { type DecimalEvidence, type DecimalSign, decimalEvidence, type Thousands } from './values/amounts.ts'
import { type TimeFormat, timeEvidence } from './values/times.ts'

export interface Decision<T> {
  readonly value: T
  readonly source: 'guessed' | 'given'
  readonly why: string
}

/** Null where the file's own type says it all; an error, to be dealt with by the caller, where nothing decides. */
export async function decideTimeFormat(
  reader: Reader,
  head: Head,
  column: string,
  given: TimeFormat | null,
): Promise<Decision<TimeFormat> | UserError | null> {
  const cells = columnOf(head, column)
  if (cells.kind === 'date' || cells.kind === 'timestamp') return null
  if (given) return { value: given, source: 'given', why: '--date-format' }
  const evidence = plainTimeEvidence(cells) ?? timeEvidence(cellsOf(cells, head.rows))
  if (evidence.shortYearExample) return shortYear(reader.name, column, evidence.shortYearExample)
  const [dmy, mdy] = [evidence.formats.get('dmy') ?? 0, evidence.formats.get('mdy') ?? 0]
  if (dmy > 0 && mdy > 0) return mixedDates(reader.name, column)
  const rest = [...evidence.formats].sort(([, a], [, b]) => b - a)
  const [format, count] = rest[0] ?? [null, 0]
  if (evidence.dayOrMonth > count && format !== 'dmy' && format !== 'mdy') {
    const decided = await decideInFullPass(reader, column, dayOrMonthOf)
    if (decided) return { value: decided, source: 'guessed', why: 'a later value decides' }
    return ambiguousDate(reader.name, column, evidence.dayOrMonthExample!)
  }
  if (format === null) {
    const first = firstCell(cells, head.rows)
    if (first !== null) return noReadableDate(reader.name, column, first)
    return { value: 'iso', source: 'guessed', why: 'no value to go by' }
  }
  const why = format === 'dmy' || format === 'mdy' ? 'a day above 12 decides' : 'the shape of its values'
  return { value: format, source: 'guessed', why }
}

function dayOrMonthOf(cells: Iterable<string>): TimeFormat | null {
  const { formats } = timeEvidence(cells)
  if (formats.has('dmy')) return 'dmy'
  return formats.has('mdy') ? 'mdy' : null
}

/** How the numbers of a column are written. */
export interface NumberStyle {
  readonly decimal: Decision<DecimalSign>
  /** A value of null takes any sign that the decimal one leaves. */
  readonly thousands: Decision<Thousands | null>
}

export interface GivenStyle {
  readonly decimal: DecimalSign | null
  readonly thousands: Thousands | null
}

/** Null where the file's own type says it all; an error, to be dealt with by the caller, where nothing decides. */
export async function decideNumberStyle(
  reader: Reader,
  head: Head,
  column: string,
  given: GivenStyle,
): Promise<NumberStyle | UserError | null> {
  const cells = columnOf(head, column)
  if (cells.kind !== 'text') return null
  const evidence = plainDecimalEvidence(cells) ?? decimalEvidence(cellsOf(cells, head.rows))
  const decimal = givenSign(given) ?? (await signIn(evidence, reader, column, given.thousands))
  return decimal instanceof UserError
    ? decimal
    : { decimal, thousands: thousandsIn(evidence, decimal, given) }
}

/** A sign that groups thousands leaves the other one for decimals. */
function givenSign({ decimal, thousands }: GivenStyle): Decision<DecimalSign> | null {
  if (decimal) return { value: decimal, source: 'given', why: '--decimal' }
  if (thousands !== '.' && thousands !== ',') return null
  return { value: thousands === '.' ? ',' : '.', source: 'given', why: '--thousands leaves no other' }
}

async function signIn(
  { point, comma, either, eitherExample, eitherSigns }: DecimalEvidence,
  reader: Reader,
  column: string,
  thousands: Thousands | null,
): Promise<Decision<DecimalSign> | UserError> {
  if (point > 0 && comma > 0) return mixedAmounts(reader.name, column)
  if (point > 0) return { value: '.', source: 'guessed', why: 'the shape of its values' }
  if (comma > 0) return { value: ',', source: 'guessed', why: 'the shape of its values' }
  if (either === 0) return { value: '.', source: 'guessed', why: 'no value has decimals' }
  const [sign] = eitherSigns
  if (thousands !== null && sign && eitherSigns.size === 1) {
    return { value: sign, source: 'guessed', why: 'it does not group thousands' }
  }
  const decided = await decideInFullPass(reader, column, signOf)
  if (decided) return { value: decided, source: 'guessed', why: 'a later value decides' }
  return ambiguousAmount(reader.name, column, eitherExample!)
}

function thousandsIn(
  { grouping, eitherSigns }: DecimalEvidence,
  { value: decimal }: Decision<DecimalSign>,
  given: GivenStyle,
): Decision<Thousands | null> {
  if (given.thousands) return { value: given.thousands, source: 'given', why: '--thousands' }
  const seen = [...new Set([...grouping, ...eitherSigns])].filter(sign => sign !== decimal)
  const [only = null] = seen
  if (seen.length === 1) return { value: only, source: 'guessed', why: 'the shape of its values' }
  const why = seen.length === 0 ? 'no value shows one' : `its values have ${seen.join(' and ')}`
  return { value: null, source: 'guessed', why }
}

function signOf(cells: Iterable<string>): DecimalSign | null {
  const { point, comma } = decimalEvidence(cells)
  if (point > 0) return '.'
  return comma > 0 ? ',' : null
}

/** What the head leaves open, the rest of the column may decide; standard input has no second reading. */
async function decideInFullPass<T>(
  reader: Reader,
  column: string,
  decide: (cells: Iterable<string>) => T | null,
): Promise<T | null> {
  if (!reader.rereadable) return null
  for await (const { batch } of reader.read({ columns: [column] })) {
    const cells = batch.columns[0]
    const decided = cells && decide(cellsOf(cells, batch.rows))
    if (decided) return decided
  }
  return null
}

export function columnOf(head: Head, name: string): HeadColumn {
  const column = head.columns.find(candidate => candidate.name === name)
  if (!column) throw new Error(`the column ${name} is not in the head`)
  return column
}
