/** What a reader of growth accounting must know to not misread it. */

import { formatDay } from '../../../math/calendar.ts'
import type { Run } from '../../../rollups/run.ts'
import { periodNotes } from '../../period-notes.ts'
import type { GrowthOptions } from './growth-flags.ts'
import type { ReportedGrowth } from './growth-table.ts'
import { thousands } from '../../../math/thousands.ts'

/** One sentence each; a note that has nothing to say is left out. */
export const notesOf = (reported: ReportedGrowth, run: Run, options: GrowthOptions): string[] => [
  ...(reported.withoutSignup === null
    ? censoringNotes(reported, run, options)
    : signupNotes(reported.withoutSignup)),
  ...periodNotes(reported.calendar, run, options),
]

/** With dates of signup nobody looks new who is not, unless they have none. */
const signupNotes = (without: number) => [
  'New is the period of the signup (--acquired), or of the first active day where that is earlier; customers who signed up before and are active for the first time count as resurrecting.',
  ...(without === 0
    ? []
    : [`Customers without a date of signup, who are new on their first active day: ${thousands(without)}.`]),
]

function censoringNotes(
  { rows, isLeftCensored, t2 }: ReportedGrowth,
  { firstDay }: Run,
  options: GrowthOptions,
) {
  if (options.completeHistory) return []
  if (t2 === null) {
    return [
      'Too few gaps between active days to say which periods are left-censored: only the first is; give --t2 DAYS or --complete-history.',
    ]
  }
  const censored = rows.filter(isLeftCensored).length
  if (censored === 0) return []
  const days = Math.round(t2 * 10) / 10
  return [
    `Left-censored: ${censored} of ${rows.length} periods start within ${days} days (T2) of the first row, ${formatDay(firstDay)}: old customers look new there, so they are left out of average; --complete-history if the export holds every order ever made.`,
  ]
}
