/** What a reader of states and rates must know to not misread them. */

import type { HistoryTotals } from '../../../rollups/histories.ts'
import type { StateOptions } from './state-flags.ts'
import type { ChosenThresholds } from './thresholds.ts'

/** One sentence each; a note that has nothing to say is left out. */
export function notesOf(totals: HistoryTotals, chosen: ChosenThresholds, options: StateOptions): string[] {
  return [thresholdsNote(chosen, options), ...leftOutNotes(totals)].filter(note => note !== null)
}

function thresholdsNote({ t1, t2 }: ChosenThresholds, { thresholds }: StateOptions): string | null {
  const sources = [t1.source, t2.source]
  if (sources.includes('fitted')) {
    return 'The thresholds are fitted to this export: refitted nightly they rewrite past churn; freeze them with --thresholds FILE, a JSON report of an earlier run.'
  }
  return sources.includes('saved') ? `The thresholds are those of ${thresholds!.path}.` : null
}

function leftOutNotes({ refundOnly, orders, ordersWithoutCustomer }: HistoryTotals): string[] {
  const notes: string[] = []
  if (refundOnly.length > 0) notes.push(`Left out: ${count(refundOnly.length)} customers with refunds only.`)
  if (ordersWithoutCustomer > 0) {
    const share = `${((100 * ordersWithoutCustomer) / orders).toFixed(1)}%`
    notes.push(
      `Left out: ${count(ordersWithoutCustomer)} orders without a customer (${share} of all orders).`,
    )
  }
  return notes
}

const count = (amount: number) => amount.toLocaleString('en-US')
