/** What segments of any kind are summed up in. */

import { sampleOf } from '../math/difference.ts'
import type { Grouping } from '../measures/grouping.ts'
import type { Run } from '../rollups/run.ts'
import { type Figure, meanFigure, rateFigure, totalFigure } from './headline.ts'

/** Customers, what they bring, and the share of each segment. */
export function segmentHeadline({ values, measures, segments, names }: Grouping, run: Run): Figure[] {
  const { customers, netRevenue } = values
  return [
    totalFigure('customers', 'customers', customers),
    ...(measures.m ? [revenueFigure(netRevenue, run)] : []),
    ...shareFigures(segments, names),
  ]
}

/** Net revenue per customer, of units. */
export function revenueFigure(netRevenue: Float64Array, { money, facts }: Run): Figure {
  const revenue = netRevenue.map(units => units / 10 ** money.scale)
  return meanFigure('net_revenue_per_customer', facts.currency ?? 'money', sampleOf(revenue))
}

/** The share of each name, of everybody. */
export function shareFigures(places: Uint8Array | Uint16Array, names: readonly string[]): Figure[] {
  const sizes = new Uint32Array(names.length)
  for (const place of places) sizes[place]!++
  return names.map((name, place) => rateFigure(`share: ${name}`, sizes[place]!, places.length))
}
