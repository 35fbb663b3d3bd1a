/** What every kind of segment starts from: the flags of window and money, and what they leave out. */

import { choice, cutPoints, integer, textFile } from '../flags.ts'
import { formatDay } from '../math/calendar.ts'
import type { RfmValues } from '../measures/rfm-values.ts'
import type { Run } from '../rollups/run.ts'
import { thousands } from '../math/thousands.ts'

/** Which orders count, and what M is. */
export const basisFlags = {
  window: {
    ...integer(null, { min: 1 }, 'count the last DAYS local days up to the as-of date (all history)'),
    placeholder: 'DAYS',
  },
  monetary: choice(['total', 'mean'], 'total', 'what M is: net revenue, or net revenue per order'),
}

/** How values become scores, and scores segments. */
export const scoreFlags = {
  scores: integer(
    5,
    { min: 2, max: 10 },
    'scores from 1 to N; without --map segments have names where N is 5',
  ),
  map: textFile('segments by a map of your own over R × F, R × (F + M) / 2 or R × F × M, in YAML or JSON'),
  rCuts: cutPoints(
    'most days since the last order of each score, best first: 30,60,90,180 is 5 up to day 30',
  ),
  fCuts: cutPoints('most orders of scores 1, 2, and so on: 1,2,3,5 is 1 for one order, 5 for six or more'),
  mCuts: cutPoints(
    'greatest net revenue of scores 1, 2, and so on: with 20,50,100,200, 20.00 is 1 and 20.01 is 2',
  ),
}

/** Whose orders the window leaves out; null where all history counts. */
export function windowNote({ outOfWindow }: RfmValues, { asOf }: Run, window: number | null): string | null {
  if (window === null) return null
  const days = `Orders and money are those of ${formatDay(asOf - window + 1)} to ${formatDay(asOf)}`
  const people = `${thousands(outOfWindow)} ${outOfWindow === 1 ? 'customer' : 'customers'}`
  return `${days}; out_of_window, left out: ${people} with orders only before that.`
}
