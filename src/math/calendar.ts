/** Local calendar days as whole numbers, and the periods they fall into. Proleptic Gregorian, no time zone. */

/** A local calendar day: days since 1970-01-01. */
export type Day = number

export const DAY_MS = 86_400_000

export const PERIOD_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof PERIOD_UNITS)[number]

/** Consecutive calendar periods, numbered so that neighbours differ by one. */
export interface Periods {
  /** In words. */
  readonly unit: PeriodUnit | `${number}-day period`
  indexOf(day: Day): number
  /** First day of the period; the period ends the day before `start(index + 1)`. */
  start(index: number): Day
  /** 2024-03-01, 2024-03, 2024-Q1, 2024; a week is named by its first day. */
  label(index: number): string
}

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly dayOfMonth: number
}

/** Days since 1970-01-01 of a date; months outside 1..12 roll over. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, dayOfMonth)
  return Math.round(date.getTime() / DAY_MS)
}

export function civil(day: Day): CivilDate {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() }
}

/** The same date that many months before; the last of its month where that month is shorter. */
export function monthsBefore(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = civil(day)
  const lastOfMonth = dayOf(year, month - months + 1, 1) - 1
  return Math.min(dayOf(year, month - months, dayOfMonth), lastOfMonth)
}

/** YYYY-MM-DD. */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = civil(day)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`
}

/** The day written YYYY-MM-DD, or null where it is no such date (2023-02-29). */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  return formatDay(day) === text ? day : null
}

/** Monday is 1, as in ISO 8601; Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4

export function periods(unit: PeriodUnit, weekStart: Weekday = 1): Periods {
  // The last day before the epoch that starts a week, counted from the epoch.
  const weekShift = (EPOCH_WEEKDAY - weekStart + 7) % 7
  switch (unit) {
    case 'day':
      return { unit, indexOf: day => day, start: index => index, label: formatDay }
    case 'week': {
      const start = (index: number) => index * 7 - weekShift
      return {
        unit,
        indexOf: day => Math.floor((day + weekShift) / 7),
        start,
        label: index => formatDay(start(index)),
      }
    }
    case 'month':
      return monthPeriods(unit, 1, index => formatDay(dayOf(1970, index + 1, 1)).slice(0, 7))
    case 'quarter':
      return monthPeriods(
        unit,
        3,
        index => `${pad(1970 + Math.floor(index / 4), 4)}-Q${(((index % 4) + 4) % 4) + 1}`,
      )
    case 'year':
      return monthPeriods(unit, 12, index => pad(1970 + index, 4))
  }
}

/** Periods of that many days, named by their first one; one of them ends on `last`. */
export function dayPeriods(length: number, last: Day): Periods {
  const start = (index: number) => last + 1 + index * length
  return {
    unit: `${length}-day period`,
    indexOf: day => Math.floor((day - last - 1) / length),
    start,
    label: index => formatDay(start(index)),
  }
}

/** Day → index of its period, from `first` to `last`: looked up, because a date costs far more than an addition. */
export function periodLookup(periods: Periods, first: Day, last: Day): (day: Day) => number {
  const indices = new Int32Array(Math.max(0, last - first + 1))
  for (let i = 0; i < indices.length; i++) indices[i] = periods.indexOf(first + i)
  return day => indices[day - first]!
}

function monthPeriods(unit: PeriodUnit, months: number, label: (index: number) => string): Periods {
  return {
    unit,
    indexOf: day => {
      const { year, month } = civil(day)
      return Math.floor(((year - 1970) * 12 + month - 1) / months)
    },
    start: index => dayOf(1970, index * months + 1, 1),
    label,
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
