/** Flags that several analyses take: the periods reported, and when a number is called small. */

import { choice, date, integer, number, type OptionsOf, savedTable, toggle } from '../flags.ts'
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

const days = { placeholder: 'DAYS' }

/** Days without an order after which a customer is at risk, and has churned (definition C2). */
export const thresholdFlags = {
  t1: {
    ...number(null, { min: 0 }, 'at risk after more than DAYS days without an order (P80 of completed gaps)'),
    ...days,
  },
  t2: {
    ...number(null, { min: 0 }, 'churned after more than DAYS days without an order (P95 of completed gaps)'),
    ...days,
  },
  thresholds: savedTable(
    'thresholds',
    'take t1 and t2 of the JSON report of an earlier run, so that past churn stays as it was',
  ),
  minGaps: integer(100, { min: 1 }, 'fit no threshold to fewer than N completed gaps'),
}

export type ThresholdOptions = OptionsOf<typeof thresholdFlags>
