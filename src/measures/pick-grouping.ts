/** Some customers of a grouping: scored and put in segments with all the others, looked at alone. */

import type { Grouping } from './grouping.ts'
import { pickAt, ranksOf } from './pick-customers.ts'
import type { Measure } from './rfm-measures.ts'
import type { RfmValues } from './rfm-values.ts'

/** Of those places in the histories; all of them where null. */
export function pickGrouping(grouping: Grouping, places: Uint32Array | null): Grouping {
  if (places === null) return grouping
  const { values, measures, segments, names } = grouping
  const ranks = ranksOf(values.places, places)
  const pick = (measure: Measure): Measure => ({
    ...measure,
    values: Float64Array.from(ranks, rank => measure.values[rank]!),
  })
  const { r, f, m } = measures
  return {
    values: pickValues(values, ranks),
    measures: { r: pick(r), f: pick(f), m: m && pick(m) },
    segments: pickAt(segments, ranks),
    names,
  }
}

const pickValues = (values: RfmValues, ranks: Uint32Array): RfmValues => ({
  ...values,
  customers: ranks.length,
  places: pickAt(values.places, ranks),
  firstOrder: pickAt(values.firstOrder, ranks),
  lastOrder: pickAt(values.lastOrder, ranks),
  daysSinceLast: pickAt(values.daysSinceLast, ranks),
  orders: pickAt(values.orders, ranks),
  netRevenue: pickAt(values.netRevenue, ranks),
})
