/** The dates between which moves are counted. */

import { asOfBeforeMove } from '../../../errors/index.ts'
import { type Day, formatDay, periods } from '../../../math/calendar.ts'
import type { Run } from '../../../rollups/run.ts'
import type { MovesOptions } from './moves-flags.ts'

/** Moves back where neither dates nor a period are given. */
const USUAL_MOVES = 12

/** At least two days, ascending; a UserError where the export does not hold two of them. */
export function moveDates({ from, to, every }: MovesOptions, { firstDay, asOf }: Run): Day[] {
  const last = to ?? asOf
  if (last > asOf) throw asOfBeforeMove(formatDay(last), formatDay(asOf))
  if (from !== null && every === null) return checked([from, last], firstDay)
  const ends = periodEnds(every ?? 'month', from ?? firstDay, last)
  return checked(from === null && every === null ? ends.slice(-USUAL_MOVES - 1) : ends, firstDay)
}

function periodEnds(unit: 'week' | 'month' | 'quarter' | 'year', first: Day, last: Day): Day[] {
  const calendar = periods(unit)
  const size = calendar.indexOf(last + 1) - calendar.indexOf(first)
  const ends = Array.from(
    { length: Math.max(0, size) },
    (_, i) => calendar.start(calendar.indexOf(first) + i + 1) - 1,
  )
  return ends.filter(day => day >= first && day <= last)
}

function checked(dates: Day[], firstDay: Day): Day[] {
  if (dates.length < 2 || dates[0]! >= dates[1]!) throw asOfBeforeMove(null, formatDay(firstDay))
  return dates
}
