/** Delimiter and quotes of a text file, by what makes its first records agree best. */

import { type TableStart, tableStart } from './table-start.ts'
import { type Layout, SPACES, type Tokens, tokenise } from './tokens.ts'

/** In the order of preference where two do equally well. */
export const DELIMITERS = [',', ';', '\t', '|', '~', '^', '\u0001'] as const

const SAMPLED_RECORDS = 200

/** Layouts as good as this close to each other are told apart by other marks. */
const CLOSE = 0.05

export interface Sniffed {
  readonly layout: Layout
  readonly start: TableStart
  readonly records: readonly Tokens[]
  /** The text ends within the last record. */
  readonly isCutOff: boolean
}

export type GivenLayout = Partial<Pick<Layout, 'delimiter' | 'quote' | 'escapedBy'>>

/** `isWhole`: the text is all of the file, so that its last record is not cut off. */
export function sniffLayout(text: string, given: GivenLayout, isWhole: boolean): Sniffed {
  const quotings = quotingsOf(text, given)
  const delimiters = given.delimiter ? [given.delimiter] : DELIMITERS.filter(sign => text.includes(sign))
  const tried = delimiters.map(delimiter => bestQuoting(text, delimiter, quotings, isWhole))
  const best = tried.reduce<Sniffed | null>(better, null)
  if (best && (best.start.columns > 1 || given.delimiter)) return best
  const spaced = bestQuoting(text, SPACES, quotings, isWhole)
  const isAligned = spaced.start.columns > 1 && spaced.start.agreeing === 1
  return isAligned ? spaced : (best ?? bestQuoting(text, ',', quotings, isWhole))
}

function better(best: Sniffed | null, one: Sniffed): Sniffed | null {
  if (best === null) return one
  const [own, other] = [
    one.start.columns > 1 ? quality(one) : -1,
    best.start.columns > 1 ? quality(best) : -1,
  ]
  if (own > other + CLOSE) return one
  return own >= other - CLOSE && one.start.columns > best.start.columns ? one : best
}

type Quoting = Omit<Layout, 'delimiter'>

const PLAIN: Quoting = { quote: '"', escapedBy: '"', isSpaced: false }

/** The quotings that the text may have, the plain one first. */
function quotingsOf(text: string, { quote = '"', escapedBy, ...given }: GivenLayout): Quoting[] {
  const plain = { ...PLAIN, quote, escapedBy: escapedBy ?? quote }
  const quotings = [plain]
  const isGiven = (key: 'quote' | 'escapedBy') => key in { ...given, ...(quote === '"' ? {} : { quote }) }
  if (/[^\S\r\n]["']|["'][^\S\r\n]/.test(text)) quotings.push({ ...plain, isSpaced: true })
  if (escapedBy === undefined && quote !== '' && text.includes(`\\${quote}`)) {
    quotings.push({ ...plain, escapedBy: '\\' }, { ...plain, escapedBy: '\\', isSpaced: true })
  }
  if (!isGiven('quote') && text.includes("'")) {
    quotings.push({ ...plain, quote: "'", escapedBy: escapedBy ?? "'" })
    if (escapedBy === undefined && text.includes("\\'"))
      quotings.push({ ...plain, quote: "'", escapedBy: '\\' })
  }
  return quotings
}

function bestQuoting(
  text: string,
  delimiter: string,
  quotings: readonly Quoting[],
  isWhole: boolean,
): Sniffed {
  const tried = quotings.map(quoting => tryLayout(text, { ...quoting, delimiter }, isWhole))
  return tried.reduce((best, one) => (isBetterQuoting(one, best) ? one : best))
}

/** Another quoting than the plain one must do better, or explain quotes that the plain one takes for letters. */
function isBetterQuoting(one: Sniffed, best: Sniffed): boolean {
  if (quality(one) > quality(best)) return true
  const quoted = ({ records }: Sniffed) => records.reduce((sum, record) => sum + record.quoted, 0)
  return quality(one) >= quality(best) && quoted(best) === 0 && quoted(one) > 0
}

/** How far the records agree with their header, less those whose quotes do not fit. */
function quality({ start, records }: Sniffed): number {
  const odd = records.filter(({ fault, behindSpaces }) => fault !== null || behindSpaces > 0).length
  return start.agreeing - odd / Math.max(1, records.length)
}

function tryLayout(text: string, layout: Layout, isWhole: boolean): Sniffed {
  const found = tokenise(text, layout, SAMPLED_RECORDS)
  const isLastCut = !isWhole && found.length < SAMPLED_RECORDS
  const records = isLastCut && found.length > 1 ? found.slice(0, -1) : found
  return { layout, records, start: tableStart(records), isCutOff: isLastCut && found.length === 1 }
}
