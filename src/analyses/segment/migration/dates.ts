/** The dates that are compared, and how many days of orders each of them sees. */

import { dateOutsideData, flagRequired, noTwoDates, datesOutOfOrder } from '../../../errors/index.ts'
import { type Day, formatDay, periods } from '../../../math/calendar.ts'
import type { Run } from '../../../rollups/run.ts'
import type { MigrationOptions } from './migration-flags.ts'

export interface Dates {
  /** Ascending, at least two. */
  readonly days: readonly Day[]
  /** The same for all of them (definition S5); null where each sees all that came before it. */
  readonly windowDays: number | null
}

/** What each date of --every sees unless --from or --window says otherwise. */
const USUAL_WINDOW = 365

/** Scores compare equal lengths: without --window what the first date has seen. Rules mean what they say. */
export function datesOf(options: MigrationOptions, run: Run): Dates {
  const days = options.every === null ? twoDates(options, run) : periodEnds(options, run, options.every)
  if (options.window !== null || options.rules !== null) return { days, windowDays: options.window }
  const isUsual = options.every !== null && options.from === null
  return { days, windowDays: isUsual ? USUAL_WINDOW : days[0]! - run.firstDay + 1 }
}

function twoDates({ from, to }: MigrationOptions, run: Run): Day[] {
  if (from === null) throw flagRequired('to', 'from')
  const end = to ?? run.asOf
  if (from >= end) throw datesOutOfOrder(formatDay(from), formatDay(end))
  return [inside('from', from, run), inside('to', end, run)]
}

function periodEnds(
  { from, to, window, rules }: MigrationOptions,
  run: Run,
  every: NonNullable<MigrationOptions['every']>,
): Day[] {
  const { indexOf, start } = periods(every)
  const seen = rules ? 1 : (window ?? USUAL_WINDOW)
  const first = from === null ? run.firstDay + seen - 1 : inside('from', from, run)
  const end = to === null ? run.asOf : inside('to', to, run)
  const days: Day[] = []
  for (let index = indexOf(first); start(index + 1) - 1 <= end; index++) days.push(start(index + 1) - 1)
  if (days.length < 2) throw noTwoDates(every, formatDay(first), formatDay(end))
  return days
}

function inside(flag: string, day: Day, { firstDay, asOf }: Run): Day {
  if (day < firstDay) throw dateOutsideData(flag, formatDay(day), 'before the first row', formatDay(firstDay))
  if (day > asOf) throw dateOutsideData(flag, formatDay(day), 'after the as-of date', formatDay(asOf))
  return day
}
