/**
 * The common ways of writing times and amounts, read from bytes without making a string. What is written in any
 * other way is left to times.ts and amounts.ts, which read these alike.
 */

import { DAY_MS } from '../../math/calendar.ts'

/** Not written in the common way; it may still be a value, or none. */
export const NOT_PLAIN = Number.NaN

const DASH = 45
const COLON = 58
const SPACE = 32
const LETTER_T = 84
const LETTER_Z = 90

/** A plain time: the clock it shows, and whether that is UTC. */
export interface PlainTime {
  /** Milliseconds of that clock as if it were UTC; NOT_PLAIN where it is written in another way. */
  local: number
  isUtc: boolean
}

/** YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS with a T or a space and perhaps a Z. Fills `into`, which no row then makes. */
export function readPlainTime(bytes: Uint8Array, start: number, end: number, into: PlainTime): void {
  const length = end - start
  into.isUtc = false
  into.local = NOT_PLAIN
  if (length !== 10 && length !== 19 && !(length === 20 && bytes[end - 1] === LETTER_Z)) return
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return
  const year = digits(bytes, start, 4)
  const month = digits(bytes, start + 5, 2)
  const day = digits(bytes, start + 8, 2)
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return
  const days = dayNumber(year, month, day)
  if (length === 10) {
    into.local = days * DAY_MS
    return
  }
  const middle = bytes[start + 10]
  if (middle !== SPACE && middle !== LETTER_T) return
  if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return
  const hour = digits(bytes, start + 11, 2)
  const minute = digits(bytes, start + 14, 2)
  const second = digits(bytes, start + 17, 2)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return
  into.local = days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000
  into.isUtc = length === 20
}

/** A run of digits as a number; less than 0 where one of them is none. */
function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0
  for (let i = start; i < start + count; i++) {
    const digit = bytes[i]! - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysIn = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : DAYS_IN[month - 1]!)

/** Days since 1970-01-01; the leap days since year 1 are counted in whole numbers. */
function dayNumber(year: number, month: number, day: number): number {
  const past = year - 1
  const leapDays = ((past / 4) | 0) - ((past / 100) | 0) + ((past / 400) | 0)
  const leapDay = month > 2 && isLeap(year) ? 1 : 0
  return past * 365 + leapDays + DAYS_BEFORE[month - 1]! + leapDay + day - 1 - EPOCH_DAYS
}

/** Days from 0001-01-01 to 1970-01-01. */
const EPOCH_DAYS = 719_162

/** Powers of ten that a scale of 0 to 15 needs. */
const POWERS = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/**
 * Units of an amount of digits, at most one decimal sign and perhaps a minus; NOT_PLAIN for anything else, and
 * where it takes more than 15 digits or more decimals than the scale.
 */
export function plainAmount(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimalSign: number,
  scale: number,
): number {
  const first = bytes[start] === DASH ? start + 1 : start
  if (end - first > 15 || first >= end) return NOT_PLAIN
  let units = 0
  let point = -1
  for (let i = first; i < end; i++) {
    const digit = bytes[i]! - 48
    if (digit >= 0 && digit <= 9) units = units * 10 + digit
    else if (bytes[i] === decimalSign && point === -1 && i > first) point = i
    else return NOT_PLAIN
  }
  const decimals = point === -1 ? 0 : end - point - 1
  if (decimals > scale || point === end - 1) return NOT_PLAIN
  units *= POWERS[scale - decimals]!
  if (units > Number.MAX_SAFE_INTEGER) return NOT_PLAIN
  return first > start && units !== 0 ? -units : units
}
