/** When things happen: how newcomers spread over the days, and orders over the hours of a day. */

import { civil, type Day } from '../../math/calendar.ts'

/** The days of a sample, both ends included. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

export const daysOf = ({ from, to }: Span) => to - from + 1

/** How busy each month is, January first: the weeks before Christmas, then quiet ones. */
const MONTHS = [0.9, 0.85, 0.95, 0.95, 1, 0.95, 0.9, 0.9, 1, 1.05, 1.35, 1.4]

/** How busy each day of the week is, Thursday first, as 1970-01-01 was one. */
const WEEKDAYS = [1, 1.05, 1.15, 1.2, 1, 0.9, 0.9]

/** Newcomers of each day: `size` in all, exactly. */
export function arrivals(size: number, span: Span): Int32Array {
  const weights = Float64Array.from({ length: daysOf(span) }, (_, i) => weightOf(span.from + i))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const counts = new Int32Array(weights.length)
  let weight = 0
  let arrived = 0
  for (const [day, one] of weights.entries()) {
    weight += one
    // The last sum is the total itself, added up in the same order: nobody is left over.
    const due = Math.round((size * weight) / total)
    counts[day] = due - arrived
    arrived = due
  }
  return counts
}

const weightOf = (day: Day) => MONTHS[civil(day).month - 1]! * WEEKDAYS[((day % 7) + 7) % 7]!

export const DAY_SECONDS = 86_400

/** How busy each hour of the day is, midnight first. */
const HOURS = [2, 1, 1, 1, 1, 2, 5, 9, 13, 16, 18, 19, 20, 19, 18, 18, 19, 21, 24, 27, 28, 23, 14, 6]

const cumulated = HOURS.map((_, hour) => HOURS.slice(0, hour).reduce((sum, one) => sum + one, 0))
const BUSY_TOTAL = HOURS.reduce((sum, one) => sum + one, 0)

/** The hour in which each tenth of a percent of the day's orders is reached. */
const STARTS = Int32Array.from({ length: 1000 }, (_, i) => hourOf((i * BUSY_TOTAL) / 1000))

function hourOf(busy: number): number {
  return cumulated.findLastIndex(before => before <= busy)
}

/**
 * The second of the day at which that share of the day's orders is reached. It rises with the share and stays
 * within the day: gaps between orders keep their days, and no one's orders change places.
 */
export function secondAt(share: number): number {
  const busy = share * BUSY_TOTAL
  let hour = STARTS[Math.floor(share * 1000)]!
  while (hour < 23 && cumulated[hour + 1]! <= busy) hour++
  const hours = hour + (busy - cumulated[hour]!) / HOURS[hour]!
  return Math.min(DAY_SECONDS - 1, Math.floor(hours * 3600))
}
