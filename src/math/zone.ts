/** Time zones: instants to local clocks and back. The rules come from the Intl data of Node. */

import { DAY_MS, type Day } from './calendar.ts'

/** Milliseconds of a local clock, as if it were UTC: 2024-04-01 00:30 in any zone is the same number. */
export type LocalMs = number

export interface Zone {
  /** IANA name, e.g. Europe/Berlin. */
  readonly name: string
  toLocal(instant: number): LocalMs
  /** A local time that does not exist is shifted forward; one that exists twice is the first. */
  toInstant(local: LocalMs): number
  dayOf(instant: number): Day
  /** The first instant of a local day. */
  startOf(day: Day): number
}

const UTC: Zone = {
  name: 'UTC',
  toLocal: instant => instant,
  toInstant: local => local,
  dayOf: instant => Math.floor(instant / DAY_MS),
  startOf: day => day * DAY_MS,
}

/** The zone of that IANA name, or null where there is none. */
export function zoneNamed(name: string): Zone | null {
  if (name.toUpperCase() === 'UTC') return UTC
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return null
  }
  return zoneFrom(
    name,
    cachedOffsets(instant => offsetByIntl(format, instant)),
  )
}

function zoneFrom(name: string, offsetAt: (instant: number) => number): Zone {
  const toInstant = (local: LocalMs) => {
    const before = offsetAt(local - DAY_MS)
    const after = offsetAt(local + DAY_MS)
    // The larger offset gives the earlier instant, which is the first of two readings.
    const first = local - Math.max(before, after)
    if (offsetAt(first) === local - first) return first
    const second = local - Math.min(before, after)
    if (offsetAt(second) === local - second) return second
    // In a gap: the offset before it carries the clock past the gap.
    return local - before
  }
  return {
    name,
    toLocal: instant => instant + offsetAt(instant),
    toInstant,
    dayOf: instant => Math.floor((instant + offsetAt(instant)) / DAY_MS),
    startOf: day => toInstant(day * DAY_MS),
  }
}

function offsetByIntl(format: Intl.DateTimeFormat, instant: number): number {
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(instant)) part[type] = value
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
  const date = new Date(0)
  date.setUTCFullYear(year, Number(part.month) - 1, Number(part.day))
  date.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second))
  return date.getTime() - Math.floor(instant / 1000) * 1000
}

/** No zone has changed its clock twice within this span since 1970 in a way that cancels out. */
const STEP_MS = 7 * DAY_MS

/**
 * Asking Intl costs microseconds a row. Offsets are constant for months, so time is cut into steps and
 * each step remembers its one offset, or the instant at which it changes.
 */
function cachedOffsets(exact: (instant: number) => number): (instant: number) => number {
  const steps = new Map<number, { before: number; changesAt: number; after: number }>()
  let from = 0
  let to = 0
  let offset = 0
  return instant => {
    if (instant >= from && instant < to) return offset
    const step = Math.floor(instant / STEP_MS)
    const start = step * STEP_MS
    const end = start + STEP_MS
    let known = steps.get(step)
    if (!known) {
      const before = exact(start)
      const after = exact(end)
      known = { before, after, changesAt: before === after ? end : changeBetween(exact, start, end) }
      steps.set(step, known)
    }
    const changed = instant >= known.changesAt
    from = changed ? known.changesAt : start
    to = changed ? end : known.changesAt
    offset = changed ? known.after : known.before
    return offset
  }
}

function changeBetween(exact: (instant: number) => number, start: number, end: number): number {
  const before = exact(start)
  let low = start
  let high = end
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (exact(middle) === before) low = middle
    else high = middle
  }
  return high
}
