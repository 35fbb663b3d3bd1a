/** Arrow days and times as exact text, in ISO 8601. */

import { type Data, DateUnit, TimeUnit } from 'apache-arrow'
import type { CellReader } from './arrow-cells.ts'

const DAY_MS = 86_400_000

/** The last instant that a Date can hold, either way from 1970. */
const MOST_MS = 8.64e15

/** The calendar repeats after 400 years, to the day of the week. */
const CYCLE_YEARS = 400
const CYCLE_MS = 146_097 * DAY_MS

/** Digits of a second that a unit holds. */
export const FRACTION_DIGITS: Readonly<Record<TimeUnit, number>> = {
  [TimeUnit.SECOND]: 0,
  [TimeUnit.MILLISECOND]: 3,
  [TimeUnit.MICROSECOND]: 6,
  [TimeUnit.NANOSECOND]: 9,
}

export function dateReader({ values }: Data, unit: DateUnit): CellReader {
  const unitMs = unit === DateUnit.DAY ? DAY_MS : 1
  return row => isoText(Number(values[row]) * unitMs).slice(0, -'T00:00:00.000Z'.length)
}

/** Years beyond those of four digits have a sign and at least six; ±275760 is not the end. */
function isoText(ms: number): string {
  if (Math.abs(ms) <= MOST_MS) return new Date(ms).toISOString()
  const cycles = Math.floor(ms / CYCLE_MS)
  const within = new Date(ms - cycles * CYCLE_MS)
  const year = within.getUTCFullYear() + cycles * CYCLE_YEARS
  const sign = year < 0 ? '-' : '+'
  return `${sign}${String(Math.abs(year)).padStart(6, '0')}${within.toISOString().slice(4)}`
}

export function timestampReader({ values }: Data, unit: TimeUnit, isZoned: boolean): CellReader {
  const digits = FRACTION_DIGITS[unit]
  const perSecond = 10n ** BigInt(digits)
  return row => {
    const [seconds, fraction] = splitSeconds(BigInt(values[row]), perSecond)
    const clock = isoText(seconds * 1000).slice(0, -'.000Z'.length)
    return `${clock}${fractionText(fraction, digits)}${isZoned ? 'Z' : ''}`
  }
}

export function timeReader({ values }: Data, unit: TimeUnit): CellReader {
  const digits = FRACTION_DIGITS[unit]
  const perSecond = 10n ** BigInt(digits)
  return row => {
    const [seconds, fraction] = splitSeconds(BigInt(values[row]), perSecond)
    return `${clockText(seconds)}${fractionText(fraction, digits)}`
  }
}

/** A time of day that is none stays visible: 25:00:00, -1:59:59. */
function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return `${two(Math.floor(minutes / 60))}:${two(minutes - Math.floor(minutes / 60) * 60)}:${two(seconds - minutes * 60)}`
}

/** Whole seconds, rounded down, and the rest of the unit: before 1970 the rest still counts forward. */
function splitSeconds(time: bigint, perSecond: bigint): [seconds: number, rest: bigint] {
  const rest = ((time % perSecond) + perSecond) % perSecond
  return [Number((time - rest) / perSecond), rest]
}

/** No digits where the fraction is zero, else 3, 6 or 9: the fewest that lose nothing. */
function fractionText(fraction: bigint, digits: number): string {
  if (fraction === 0n) return ''
  const text = String(fraction).padStart(digits, '0')
  return `.${text.replace(/(?:000)+$/, '')}`
}
