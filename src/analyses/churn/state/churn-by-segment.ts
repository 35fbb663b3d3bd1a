/** Churn of a period by the segment that customers were in when it began: segments of today would follow from churn. */

import type { Day } from '../../../math/calendar.ts'
import { daysToChurn } from '../../../measures/churn-state.ts'
import type { PurchaseDays } from '../../../measures/purchase-days.ts'
import { type Measure, measuresOf, scored } from '../../../measures/rfm-measures.ts'
import { rfmValues } from '../../../measures/rfm-values.ts'
import { NAMED_SCORES } from '../../../measures/segment-grid.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { type ScoreGrid, scoreGrid, segmentsByScore } from '../../score-grid.ts'

/** The first and last day that are looked at of one period. */
export interface Span {
  readonly start: Day
  readonly end: Day
}

/** Of one period: what each customer was, and did. 2 bytes a customer. */
export interface SegmentChurn {
  /** Customer → segment at the end of the day before the period; NOBODY where churned by then, or without an order. */
  readonly segmentOf: Uint8Array
  /** Customer → 1 for those of them who churned on a day of the period, whatever they did later. */
  readonly hasChurned: Uint8Array
}

export const NOBODY = 255

export const segments: ScoreGrid = scoreGrid({ map: null, scores: NAMED_SCORES }, false)

/** In one pass over purchase days; spans ascend. Scores are those of all customers with an order by then. */
export function churnBySegment(
  histories: Histories,
  { offsets, days }: PurchaseDays,
  spans: readonly Span[],
  { run, t2 }: { run: Run; t2: number },
): SegmentChurn[] {
  const toChurn = daysToChurn(t2)
  /** The last purchase day before the period at hand. */
  const latest = offsets.slice(0, histories.customers)
  return spans.map(({ start, end }) => {
    const { places, found } = segmentsOn(histories, start - 1, run)
    const segmentOf = new Uint8Array(histories.customers).fill(NOBODY)
    const hasChurned = new Uint8Array(histories.customers)
    for (let rank = 0; rank < places.length; rank++) {
      const customer = places[rank]!
      const last = offsets[customer + 1]! - 1
      while (latest[customer]! < last && days[latest[customer]! + 1]! < start) latest[customer]!++
      if (days[latest[customer]!]! + toChurn < start) continue
      segmentOf[customer] = found[rank]!
      for (let i = latest[customer]!; i <= last; i++) {
        const churnDay = days[i]! + toChurn
        if (churnDay > end) break
        // Whoever buys on that very day is churned on no day.
        if (i < last && churnDay >= days[i + 1]!) continue
        hasChurned[customer] = 1
        break
      }
    }
    return { segmentOf, hasChurned }
  })
}

function segmentsOn(histories: Histories, asOf: Day, run: Run) {
  const values = rfmValues(histories, { asOf, windowDays: null })
  const { r, f, m } = measuresOf(values, run, 'total')
  const score = (measure: Measure) => scored(measure, NAMED_SCORES, null)
  const found = segmentsByScore(segments, { r: score(r), f: score(f), m: m && score(m) })
  return { places: values.places, found }
}
