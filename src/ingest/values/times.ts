/** Dates and times as exports write them → epoch milliseconds. */

import type { Zone } from '../../math/zone.ts'

/** How the cells of a time column are written; one per column, decided before the first batch. */
export const TIME_FORMATS = [
  'iso',
  'dmy',
  'mdy',
  'ymd',
  'named-month',
  'yyyymmdd',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns',
] as const
export type TimeFormat = (typeof TIME_FORMATS)[number]

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CLOCK = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?`
const ISO = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${CLOCK}$`)
/** Most of what ISO takes, told at a glance. */
const COMMON_ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d)?$/
const NUMERIC = new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})${CLOCK}$`)
const DAY_NAME = String.raw`(?:[A-Za-z]{3,9},?\s+)?`
const DAY_FIRST = new RegExp(
  String.raw`^${DAY_NAME}(\d{1,2})[\s.-]+([A-Za-z]{3,9})\.?[\s,-]+(\d{4})${CLOCK}$`,
)
const MONTH_FIRST = new RegExp(String.raw`^${DAY_NAME}([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})${CLOCK}$`)
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2}))?$/
const EPOCH = /^-?\d{9,19}(?:\.\d+)?$/

/** Units of an epoch column per millisecond, and its number of digits between 2001 and 2286. */
const EPOCHS = { 'epoch-s': 0.001, 'epoch-ms': 1, 'epoch-us': 1e3, 'epoch-ns': 1e6 } as const
const EPOCH_DIGITS: readonly [maxDigits: number, format: TimeFormat][] = [
  [11, 'epoch-s'],
  [14, 'epoch-ms'],
  [17, 'epoch-us'],
  [19, 'epoch-ns'],
]

/** What the cells of a column say about how they are written. */
export interface TimeEvidence {
  /** Cells per format that can only be read so; dates such as 03/04/2024 are in `dayOrMonth`. */
  readonly formats: ReadonlyMap<TimeFormat, number>
  readonly dayOrMonth: number
  readonly dayOrMonthExample: string | null
  /** Dates with a two-digit year, which need --date-format. */
  readonly shortYears: number
  readonly shortYearExample: string | null
  readonly unreadable: number
}

export function timeEvidence(cells: Iterable<string>): TimeEvidence {
  const formats = new Map<TimeFormat, number>()
  const found = { dayOrMonth: 0, shortYears: 0, unreadable: 0 }
  let dayOrMonthExample: string | null = null
  let shortYearExample: string | null = null
  for (const cell of cells) {
    const text = cell.trim()
    if (COMMON_ISO.test(text)) {
      formats.set('iso', (formats.get('iso') ?? 0) + 1)
      continue
    }
    const numeric = NUMERIC.exec(text)
    if (numeric && numeric[3]!.length === 2) {
      found.shortYears++
      shortYearExample ??= text
    }
    const format = numeric ? numericOrder(Number(numeric[1]), Number(numeric[2])) : formatOf(text)
    if (format === 'either') {
      found.dayOrMonth++
      dayOrMonthExample ??= text
    } else if (format === null) found.unreadable++
    else formats.set(format, (formats.get(format) ?? 0) + 1)
  }
  return { formats, ...found, dayOrMonthExample, shortYearExample }
}

function numericOrder(first: number, second: number): TimeFormat | 'either' | null {
  if (first > 31 || second > 31 || (first > 12 && second > 12) || first === 0 || second === 0) return null
  if (first > 12) return 'dmy'
  return second > 12 ? 'mdy' : 'either'
}

function formatOf(text: string): TimeFormat | null {
  if (ISO.test(text)) return 'iso'
  if (DAY_FIRST.test(text) || MONTH_FIRST.test(text)) return 'named-month'
  const compact = COMPACT.exec(text)
  if (compact && plausible(Number(compact[1]), Number(compact[2]), Number(compact[3]))) return 'yyyymmdd'
  if (!EPOCH.test(text)) return null
  const digits = text.replace(/^-/, '').replace(/\..*$/, '').length
  return EPOCH_DIGITS.find(([maxDigits]) => digits <= maxDigits)?.[1] ?? null
}

function plausible(year: number, month: number, day: number): boolean {
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/**
 * The instant of a cell in epoch milliseconds; NaN where it is not written in that format or is no date.
 * Times without an offset are local to `zone`.
 */
export function parseTime(cell: string, format: TimeFormat, zone: Zone): number {
  const text = cell.trim()
  switch (format) {
    case 'iso':
      return parseIsoPlain(text, zone) ?? fromMatch(ISO.exec(text), 1, 2, 3, zone)
    case 'dmy':
      return fromMatch(NUMERIC.exec(text), 3, 2, 1, zone)
    case 'mdy':
      return fromMatch(NUMERIC.exec(text), 3, 1, 2, zone)
    case 'ymd':
      return fromMatch(NUMERIC.exec(text), 1, 2, 3, zone)
    case 'named-month': {
      const match = DAY_FIRST.exec(text)
      return match ? fromMatch(match, 3, 2, 1, zone) : fromMatch(MONTH_FIRST.exec(text), 3, 1, 2, zone)
    }
    case 'yyyymmdd': {
      const match = COMPACT.exec(text)
      if (!match) return Number.NaN
      const [year, month, day, hour, minute, second] = match.slice(1).map(part => Number(part ?? 0))
      return instantOf({ year, month, day, hour, minute, second } as Clock, null, zone)
    }
    default:
      return EPOCH.test(text) ? Math.floor(Number(text) / EPOCHS[format]) : Number.NaN
  }
}

interface Clock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond?: number
}

/** Spelled out for speed: YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS, local; null where it is anything else. */
function parseIsoPlain(text: string, zone: Zone): number | null {
  if (text.length !== 10 && text.length !== 19) return null
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null
  const year = digitsAt(text, 0, 4)
  const month = digitsAt(text, 5, 2)
  const day = digitsAt(text, 8, 2)
  if (year < 100 || month < 0 || day < 0) return null
  if (text.length === 10) return instantOf({ year, month, day, hour: 0, minute: 0, second: 0 }, null, zone)
  const middle = text.charCodeAt(10)
  if ((middle !== 32 && middle !== 84) || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58)
    return null
  const hour = digitsAt(text, 11, 2)
  const minute = digitsAt(text, 14, 2)
  const second = digitsAt(text, 17, 2)
  if (hour < 0 || minute < 0 || second < 0) return null
  return instantOf({ year, month, day, hour, minute, second }, null, zone)
}

function digitsAt(text: string, start: number, count: number): number {
  let value = 0
  for (let i = start; i < start + count; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** Groups after the date: hour, minute, second, fraction, am/pm, offset (see CLOCK). */
function fromMatch(
  match: RegExpExecArray | null,
  year: number,
  month: number,
  day: number,
  zone: Zone,
): number {
  if (!match) return Number.NaN
  const [hour, minute, second, fraction, half, offset] = match.slice(4)
  const clock: Clock = {
    year: fullYear(match[year]!),
    month: monthNumber(match[month]!),
    day: Number(match[day]),
    hour: hourOf(Number(hour ?? 0), half),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? '').padEnd(3, '0').slice(0, 3)),
  }
  return instantOf(clock, offset ?? null, zone)
}

/** Two digits follow POSIX: 69 to 99 are 19xx, 00 to 68 are 20xx. Read only where --date-format allows them. */
function fullYear(text: string): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year >= 69 ? 1900 + year : 2000 + year
}

function monthNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1
}

function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0)
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function instantOf(clock: Clock, offset: string | null, zone: Zone): number {
  const { year, month, day, hour, minute, second, millisecond = 0 } = clock
  const lastDay = month === 2 && !isLeap(year) ? 28 : (DAYS_IN_MONTH[month - 1] ?? 0)
  const endOfDay = hour === 24 && minute === 0 && second === 0 && millisecond === 0
  if (day < 1 || day > lastDay || !(hour < 24 || endOfDay) || minute > 59 || second > 59) return Number.NaN
  const local = utcOf(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
  return offset === null ? zone.toInstant(local) : local - offsetMs(offset)
}

/** Date.UTC takes the years 0 to 99 for those of the last century; a year 0 is none. */
function utcOf(year: number, month: number, day: number): number {
  if (year === 0) return Number.NaN
  return year > 99 ? Date.UTC(year, month - 1, day) : new Date(0).setUTCFullYear(year, month - 1, day)
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function offsetMs(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}
