/** What a reader of states and rates must know to not misread them. */

import type { HistoryTotals } from '../../../rollups/histories.ts'
import { leftOutNotes } from '../../left-out.ts'
import type { StateOptions } from './state-flags.ts'
import { type ChosenThresholds, thresholdNotes } from '../../churn-thresholds.ts'

/** One sentence each; a note that has nothing to say is left out. */
export function notesOf(totals: HistoryTotals, chosen: ChosenThresholds, options: StateOptions): string[] {
  return [...thresholdNotes(chosen, options), ...leftOutNotes(totals)]
}
