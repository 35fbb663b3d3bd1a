/** What is to be said of the periods themselves. */

import { formatDay, type Periods } from '../math/calendar.ts'
import type { Run } from '../rollups/run.ts'

/** A note where the export is shorter than a period: then no figure by period is final. */
export function periodNotes(calendar: Periods, { firstDay, asOf }: Run): string[] {
  const end = calendar.start(calendar.indexOf(firstDay) + 1) - 1
  if (end <= asOf) return []
  const { unit } = calendar
  return [
    `The export, from ${formatDay(firstDay)} to ${formatDay(asOf)}, holds no ${unit} that is over: every figure by ${unit} is incomplete; give a shorter --period.`,
  ]
}
