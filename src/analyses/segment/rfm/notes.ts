/** What a reader of segments must know to not misread them. */

import { NAMED_SCORES } from '../../../measures/segment-grid.ts'
import type { HistoryTotals } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { windowNote } from '../../segment-basis.ts'
import type { RfmOptions } from './rfm-flags.ts'
import { measureList, type Segmentation } from './segmentation.ts'
import { thousands } from '../../../math/thousands.ts'

/** Ids shown of customers who are left out. */
const IDS_SHOWN = 5

/** One sentence each; a note that has nothing to say is left out. */
export function notesOf(
  segmentation: Segmentation,
  totals: HistoryTotals,
  run: Run,
  options: RfmOptions,
): string[] {
  return [
    windowNote(segmentation.values, run, options.window),
    emptyScoresNote(segmentation),
    thresholdsNote(options),
    gridNote(options),
    ...leftOutNotes(totals, run),
    ...moneyNotes(segmentation, totals),
  ].filter(note => note !== null)
}

function emptyScoresNote(segmentation: Segmentation): string | null {
  const empty = measureList(segmentation).flatMap(({ name, scores }) => {
    const missing = Array.from({ length: segmentation.k }, (_, i) => i + 1).filter(
      score => !scores.includes(score),
    )
    return missing.length === 0 ? [] : [`${name} ${missing.join(', ')}`]
  })
  if (empty.length === 0) return null
  return `Scores that no customer has: ${empty.join('; ')}. Equal values share a score, so many equal values leave one empty: see the table thresholds.`
}

function thresholdsNote({ thresholds }: RfmOptions): string | null {
  if (!thresholds) return null
  return `Scores use the frozen thresholds of ${thresholds.path}, which fit the window and --monetary they were made with; scores need not hold equal shares of customers.`
}

function gridNote({ scores, map }: RfmOptions): string | null {
  if (scores === NAMED_SCORES || map) return null
  return `Segments have names for ${NAMED_SCORES} scores only: with --scores ${scores} each is a pair of R and F scores.`
}

function leftOutNotes(
  { refundOnly, orders, ordersWithoutCustomer, netWithoutCustomer }: HistoryTotals,
  run: Run,
) {
  const notes: string[] = []
  if (refundOnly.length > 0) {
    const more = refundOnly.length > IDS_SHOWN ? ` and ${thousands(refundOnly.length - IDS_SHOWN)} more` : ''
    const ids = refundOnly.slice(0, IDS_SHOWN).join(', ')
    notes.push(`Left out: ${people(refundOnly.length)} with refunds only: ${ids}${more}.`)
  }
  if (ordersWithoutCustomer > 0) {
    const share = `${((100 * ordersWithoutCustomer) / orders).toFixed(1)}%`
    const net = run.hasAmount ? `, ${run.money.toNumber(netWithoutCustomer).toLocaleString('en-US')} net` : ''
    notes.push(
      `Left out: ${thousands(ordersWithoutCustomer)} orders without a customer (${share} of all orders${net}).`,
    )
  }
  return notes
}

function moneyNotes({ values, measures }: Segmentation, { zeroOrders }: HistoryTotals): string[] {
  if (!measures.m) return ['There are no amounts: M is empty; segments need R and F alone.']
  const notes: string[] = []
  if (zeroOrders > 0) notes.push(`${thousands(zeroOrders)} orders with a zero amount count as orders.`)
  const negative = values.netRevenue.reduce((found, net) => found + (net < 0 ? 1 : 0), 0)
  if (negative > 0)
    notes.push(`Net revenue is below zero, after refunds, for ${people(negative)}, who are kept.`)
  return notes
}

const people = (customers: number) => `${thousands(customers)} ${customers === 1 ? 'customer' : 'customers'}`
