/** Which cells there are: cohorts by acquisition period, and how many periods of each have begun. */

import type { Histories } from '../../rollups/histories.ts'
import type { Clock } from './clock.ts'

/** Cohorts ascend; the cells of cohort g by N are offsets[g] to offsets[g + 1]. */
export interface Shape {
  /** Index of each cohort's acquisition period; those without a customer are left out. */
  readonly cohorts: Int32Array
  readonly sizes: Int32Array
  readonly offsets: Int32Array
}

export interface ShapeOptions {
  readonly clock: Clock
  /** Which acquisition periods are reported. */
  isReported(cohort: number): boolean
  /** The last N kept; all where null. */
  readonly maxPeriods: number | null
}

/** The shape, and for each acquisition period its place among the cohorts: -1 where it is not reported. */
export function shapeOf(
  anchors: Float64Array,
  { clock, isReported, maxPeriods }: ShapeOptions,
): Shape & { rankOf(cohort: number): number } {
  const sizeOf = new Map<number, number>()
  const begunOf = new Map<number, number>()
  for (const anchor of anchors) {
    const cohort = clock.cohortOf(anchor)
    sizeOf.set(cohort, (sizeOf.get(cohort) ?? 0) + 1)
    begunOf.set(cohort, Math.max(begunOf.get(cohort) ?? 0, clock.begun(anchor)))
  }
  const cohorts = Int32Array.from([...sizeOf.keys()].filter(isReported)).sort()
  const ranks = new Map(Array.from(cohorts, (cohort, rank) => [cohort, rank]))
  const offsets = new Int32Array(cohorts.length + 1)
  for (const [rank, cohort] of cohorts.entries()) {
    const last = Math.min(begunOf.get(cohort)!, maxPeriods ?? Number.POSITIVE_INFINITY)
    offsets[rank + 1] = offsets[rank]! + last + 1
  }
  const sizes = cohorts.map(cohort => sizeOf.get(cohort)!)
  return { cohorts, sizes, offsets, rankOf: cohort => ranks.get(cohort) ?? -1 }
}

/** When each customer first ordered: refunds never anchor a cohort (definition G6). */
export function anchorsOf({ customers, offsets, orders, at }: Histories): Float64Array {
  const anchors = new Float64Array(customers)
  for (let customer = 0; customer < customers; customer++) {
    let entry = offsets[customer]!
    while (orders[entry] === 0) entry++
    anchors[customer] = at[entry]!
  }
  return anchors
}
