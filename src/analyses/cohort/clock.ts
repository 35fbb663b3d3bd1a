/** What "period N" means for a customer: a calendar period, or a stretch of exact length since the first order. */

import { DAY_MS, type Periods, type PeriodUnit, periodLookup } from '../../math/calendar.ts'
import type { Run } from '../../rollups/run.ts'

/** The days that first orders may fall on, or acquisitions. */
type Span = Pick<Run, 'firstDay' | 'asOf' | 'zone'>

/** Times are those of the histories read: local days for a calendar clock, instants for a rolling one. */
export interface Clock {
  /** Index of the acquisition period of a first order. */
  cohortOf(anchor: number): number
  /** N of a time, from 0; negative before the period of the first order. */
  periodOf(at: number, anchor: number): number
  /** The last N that has begun by the end of the as-of date. */
  begun(anchor: number): number
  /** The last N that has ended by then; -1 where none has. */
  ended(anchor: number): number
}

/** N = difference of local period indices. */
export function calendarClock(periods: Periods, { firstDay, asOf }: Span): Clock {
  const cohortOf = periodLookup(periods, firstDay, asOf)
  const current = periods.indexOf(asOf)
  const lastEnded = periods.indexOf(asOf + 1) - 1
  return {
    cohortOf,
    periodOf: (day, anchor) => cohortOf(day) - cohortOf(anchor),
    begun: anchor => current - cohortOf(anchor),
    ended: anchor => lastEnded - cohortOf(anchor),
  }
}

/** Exact lengths of a rolling clock's periods; a quarter and a year have none. */
export const ROLLING_DAYS: Readonly<Partial<Record<PeriodUnit, number>>> = { day: 1, week: 7, month: 30 }

/** N = floor((t - t0) / unit), the unit a whole number of 24 hours. */
export function rollingClock(periods: Periods, unitDays: number, { firstDay, asOf, zone }: Span): Clock {
  const indexOf = periodLookup(periods, firstDay, asOf)
  const unit = unitDays * DAY_MS
  const end = zone.startOf(asOf + 1)
  return {
    cohortOf: instant => indexOf(zone.dayOf(instant)),
    periodOf: (instant, anchor) => Math.floor((instant - anchor) / unit),
    begun: anchor => Math.ceil((end - anchor) / unit) - 1,
    ended: anchor => Math.floor((end - anchor) / unit) - 1,
  }
}
