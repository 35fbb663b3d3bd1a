/** What a reader of states and rates must know to not misread them. */

import type { HistoryTotals } from '../../../rollups/histories.ts'
import { leftOutNotes } from '../../left-out.ts'
import type { StateOptions } from './state-flags.ts'
import type { ChosenThresholds } from './thresholds.ts'

/** One sentence each; a note that has nothing to say is left out. */
export function notesOf(totals: HistoryTotals, chosen: ChosenThresholds, options: StateOptions): string[] {
  return [...thresholdsNotes(chosen, options), ...leftOutNotes(totals)]
}

function thresholdsNotes({ t1, t2 }: ChosenThresholds, { thresholds }: StateOptions): string[] {
  const sources = [t1.source, t2.source]
  if (sources.includes('fitted')) {
    return [
      'The thresholds are fitted to this export: refitted nightly they rewrite past churn; freeze them with --thresholds FILE, a JSON report of an earlier run.',
    ]
  }
  return sources.includes('saved') ? [`The thresholds are those of ${thresholds!.path}.`] : []
}
