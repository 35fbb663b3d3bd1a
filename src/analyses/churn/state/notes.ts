/** What a reader of states and rates must know to not misread them. */

import { formatDay } from '../../../math/calendar.ts'
import { isWholeHistory, type OldCustomers } from '../../../measures/old-customers.ts'
import type { HistoryTotals } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { leftOutNotes } from '../../left-out.ts'
import type { StateOptions } from './state-flags.ts'
import { type ChosenThresholds, thresholdNotes } from '../../churn-thresholds.ts'
import { thousands } from '../../../math/thousands.ts'

/** One sentence each; a note that has nothing to say is left out. */
export function notesOf(totals: HistoryTotals, chosen: ChosenThresholds, options: StateOptions): string[] {
  return [...thresholdNotes(chosen, options), ...leftOutNotes(totals)]
}

/** What dates of acquisition say of the periods near the first row. */
export function acquiredNotes(found: OldCustomers | null, { firstDay }: Run): string[] {
  if (!found) return []
  if (isWholeHistory(found)) {
    return ['Every customer was acquired in the days of the export (--acquired): no period is left-censored.']
  }
  return [
    `Acquired before the first row, ${formatDay(firstDay)}: ${thousands(found.old)} customers; without a date: ${thousands(found.unknown)}. What they ordered before it is not known, so periods that start within T2 days of it stay left-censored.`,
  ]
}
