/** What is to be said of the periods themselves. */

import { type Day, formatDay, type Periods } from '../math/calendar.ts'
import type { Run } from '../rollups/run.ts'

interface Reported {
  readonly since: Day | null
  readonly until: Day | null
}

/** A note where no period is reported, or the export is shorter than one: then no figure by period is final. */
export function periodNotes(
  calendar: Periods,
  { firstDay, asOf }: Pick<Run, 'firstDay' | 'asOf'>,
  { since, until }: Reported,
): string[] {
  const { unit } = calendar
  const first = calendar.indexOf(firstDay)
  const from = since === null ? first : Math.max(first, calendar.indexOf(since - 1) + 1)
  const span = `from ${formatDay(firstDay)} to ${formatDay(asOf)}`
  if (calendar.start(from) > Math.min(until ?? asOf, asOf)) {
    const asked = [
      since === null ? '' : ` from --since ${formatDay(since)}`,
      until === null ? '' : ` to --until ${formatDay(until)}`,
    ]
    return [`Nothing is reported by ${unit}: of the export, ${span}, no ${unit} starts${asked.join('')}.`]
  }
  const end = calendar.start(first + 1) - 1
  if (end <= asOf) return []
  return [
    `The export, ${span}, holds no ${unit} that is over: every figure by ${unit} is incomplete; give a shorter --period.`,
  ]
}
