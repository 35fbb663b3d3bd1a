/** How a text file is written: encoding, delimiter, quotes and the place of its header, from its first bytes. */

import { badDelimiter, badEscape, badQuote, headerBeyondEnd } from '../../errors/index.ts'
import type { Reading } from '../../report.ts'
import { decodeHead, encodingOf } from './encoding.ts'
import { type GivenLayout, type Sniffed, sniffLayout } from './sniff.ts'
import { type Layout, type QuoteFault, SPACES, tokenise } from './tokens.ts'

export interface Dialect extends Layout {
  readonly encoding: string
  /** Lines above the header. */
  readonly skippedLines: number
  readonly header: HeaderRecord
  /** The first rows. */
  readonly rows: readonly (readonly string[])[]
  readonly readings: readonly Reading[]
}

export interface HeaderRecord {
  readonly cells: readonly string[]
  /** It goes on beyond the head of the file. */
  readonly isCutOff: boolean
  /** A quote in it that does not fit; its line is that of the file. */
  readonly fault: QuoteFault | null
}

/** Which reader a text file is read by: `auto` takes the one of plain bytes as far as it goes. */
export const CSV_READERS = ['auto', 'csv-parse'] as const
export type CsvReader = (typeof CSV_READERS)[number]

/** What the user says of it; null is guessed. */
export interface DialectOptions {
  /** `auto` where it is absent. */
  readonly reader?: CsvReader
  readonly encoding: string | null
  /** `tab` and `spaces` too. */
  readonly delimiter: string | null
  /** `none` where nothing encloses cells. */
  readonly quote: string | null
  readonly escapedBy: string | null
  /** The line of the column names; 1 is the first of the file. */
  readonly headerLine: number | null
}

/** Nothing is said of it. */
export const ANY_DIALECT: DialectOptions = {
  encoding: null,
  delimiter: null,
  quote: null,
  escapedBy: null,
  headerLine: null,
}

/** `isWhole`: the head is all of the file. */
export function detectDialect(
  name: string,
  head: Uint8Array,
  given: DialectOptions,
  isWhole: boolean,
): Dialect {
  const { encoding, why } = encodingOf(name, head, given.encoding)
  const text = decodeHead(encoding, head).replace(/^\ufeff+/, '')
  const separator = given.headerLine === null ? /^sep=(\S|\t)(?:\r\n?|\n)/i.exec(text) : null
  const linesAbove = given.headerLine === null ? (separator ? 1 : 0) : given.headerLine - 1
  const body = separator ? text.slice(separator[0].length) : withoutLines(name, text, linesAbove)
  const layout = { ...(separator ? { delimiter: separator[1]! } : {}), ...givenLayout(given) }
  const sniffed = sniffLayout(body, layout, isWhole)
  const header = given.headerLine === null ? sniffed.start.header : 0
  const skippedLines = linesAbove + (sniffed.records[header]?.line ?? 1) - 1
  return {
    ...sniffed.layout,
    encoding,
    skippedLines,
    header: headerRecord(sniffed, header, linesAbove),
    rows: sniffed.records.slice(header + 1).map(({ cells }) => cells),
    readings: [
      reading('encoding', encoding, given.encoding, why),
      ...layoutReadings(sniffed, given, separator !== null),
      ...headerReading(skippedLines, given.headerLine, linesAbove),
    ],
  }
}

function headerRecord({ records, isCutOff }: Sniffed, place: number, linesAbove: number): HeaderRecord {
  const { cells, fault } = records[place] ?? { cells: [], fault: null }
  return {
    cells,
    isCutOff: isCutOff && place === records.length - 1,
    fault: fault && { ...fault, line: fault.line + linesAbove },
  }
}

function givenLayout({ delimiter, quote, escapedBy }: DialectOptions): GivenLayout {
  return {
    ...(delimiter === null ? {} : { delimiter: delimiterFrom(delimiter) }),
    ...(quote === null ? {} : { quote: quoteFrom(quote) }),
    ...(escapedBy === null ? {} : { escapedBy: escapeFrom(escapedBy) }),
  }
}

const NAMED_DELIMITERS: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  spaces: SPACES,
  space: SPACES,
}

function delimiterFrom(given: string): string {
  const delimiter = NAMED_DELIMITERS[given] ?? given
  if (delimiter === '' || /["\r\n]/.test(delimiter)) throw badDelimiter(given)
  return delimiter
}

function quoteFrom(given: string): string {
  if (given === 'none' || given === '') return ''
  if (!/^[\x21-\x7e]$/.test(given) || /\w/.test(given)) throw badQuote(given)
  return given
}

function escapeFrom(given: string): string {
  if (!/^[\x21-\x7e]$/.test(given) || /\w/.test(given)) throw badEscape(given)
  return given
}

/** The text from that line on. */
function withoutLines(name: string, text: string, lines: number): string {
  let rest = text
  for (let line = 0; line < lines; line++) {
    const end = /\r\n?|\n/.exec(rest)
    if (!end) throw headerBeyondEnd(name, lines + 1)
    rest = rest.slice(end.index + end[0].length)
  }
  return rest
}

function layoutReadings(
  { layout, start }: Sniffed,
  given: DialectOptions,
  hasSeparatorLine: boolean,
): Reading[] {
  const { delimiter, quote, escapedBy, isSpaced } = layout
  const why = start.columns === 1 ? 'no delimiter found' : `the header has ${start.columns} fields`
  const readings = [
    reading(
      'delimiter',
      shownDelimiter(delimiter),
      given.delimiter,
      given.delimiter ? '--delimiter' : hasSeparatorLine ? 'its sep= line' : why,
    ),
  ]
  readings.push({
    ...reading(
      'quote',
      quote || 'none',
      given.quote,
      given.quote ? '--quote' : 'what encloses its cells, if any',
    ),
    isUsual: quote === '"',
  })
  if (escapedBy !== quote || given.escapedBy !== null) {
    readings.push(
      reading('escape', escapedBy, given.escapedBy, given.escapedBy ? '--escape' : 'it stands before quotes'),
    )
  }
  if (isSpaced) {
    readings.push(reading('spaces around cells', 'dropped', null, 'they stand between delimiters and quotes'))
  }
  return readings
}

const SHOWN: Readonly<Record<string, string>> = { '\t': 'tab', [SPACES]: 'spaces', '\u0001': '\\x01' }

export const shownDelimiter = (delimiter: string) => SHOWN[delimiter] ?? delimiter

function headerReading(skipped: number, given: number | null, above: number): Reading[] {
  if (given !== null) return [reading('header', `line ${skipped + 1}`, given, '--header-line')]
  if (skipped === above) return []
  const lines = skipped === 1 ? 'the line above it is' : `the ${skipped} lines above it are`
  return [reading('header', `line ${skipped + 1}`, null, `${lines} no part of the table`)]
}

const reading = (what: string, value: string, given: unknown, why: string): Reading => ({
  what,
  value,
  source: given === null ? 'guessed' : 'given',
  why,
})

/** The cells of a record that stand in quotes which do not fit; null where all do. */
export const quoteFaultIn = (raw: string, layout: Layout) => tokenise(raw, layout, 1)[0]?.fault ?? null
