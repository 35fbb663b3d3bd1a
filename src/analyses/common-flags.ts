/** Flags that several analyses take: the periods reported, and when a number is called small. */

import { choice, date, integer, toggle } from '../flags.ts'
import type { Weekday } from '../math/calendar.ts'

/** Which periods are reported; the whole history is read, because anchors and gaps need what came before. */
export const periodFlags = {
  since: date('report periods that start on this local date or later'),
  until: date('report periods that start on this local date or earlier'),
}

/** Whether customers may be older than the export lets them look (definition G4). */
export const historyFlags = {
  completeHistory: toggle('the export holds every order ever made: nothing is left-censored'),
}

/** The cell size below which a rate is flagged `low_n` (definition G12). */
export const sizeFlags = {
  minN: integer(30, { min: 1 }, 'flag rates over fewer than N customers as low_n'),
}

/** In the order of ISO 8601: Monday is the first. */
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** When a week begins. */
export const weekFlags = {
  weekStart: choice(WEEKDAYS, 'monday', 'the day on which weeks start'),
}

export const weekdayOf = ({ weekStart }: { readonly weekStart: (typeof WEEKDAYS)[number] }): Weekday =>
  (WEEKDAYS.indexOf(weekStart) + 1) as Weekday
