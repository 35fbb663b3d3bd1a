/** What every kind of segment starts from: the flags of window and money, and what they leave out. */

import { choice, integer } from '../flags.ts'
import { formatDay } from '../math/calendar.ts'
import type { RfmValues } from '../measures/rfm-values.ts'
import type { Run } from '../rollups/run.ts'

/** Which orders count, and what M is. */
export const basisFlags = {
  window: {
    ...integer(null, { min: 1 }, 'count the last DAYS local days up to the as-of date (all history)'),
    placeholder: 'DAYS',
  },
  monetary: choice(['total', 'mean'], 'total', 'what M is: net revenue, or net revenue per order'),
}

/** Whose orders the window leaves out; null where all history counts. */
export function windowNote({ outOfWindow }: RfmValues, { asOf }: Run, window: number | null): string | null {
  if (window === null) return null
  const days = `Orders and money are those of ${formatDay(asOf - window + 1)} to ${formatDay(asOf)}`
  const people = `${outOfWindow.toLocaleString('en-US')} ${outOfWindow === 1 ? 'customer' : 'customers'}`
  return `${days}; out_of_window, left out: ${people} with orders only before that.`
}
