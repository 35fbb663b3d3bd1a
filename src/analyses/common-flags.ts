/** Flags that several analyses take: the periods reported, and when a number is called small. */

import { date, integer, toggle } from '../flags.ts'

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
