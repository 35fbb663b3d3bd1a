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

/** The shape, and for each customer the place of their cohort: -1 where it is not reported. */
export function shapeOf(
  anchors: Float64Array,
  { clock, isReported, maxPeriods }: ShapeOptions,
): Shape & { readonly rankOf: Int32Array } {
  const acquired = new Int32Array(anchors.length)
  for (let customer = 0; customer < anchors.length; customer++) {
    acquired[customer] = clock.cohortOf(anchors[customer]!)
  }
  const { lowest, counts, earliest } = byCohort(acquired, anchors)
  const found = [...counts.keys()].filter(place => counts[place]! > 0 && isReported(lowest + place))
  const offsets = new Int32Array(found.length + 1)
  const ranks = new Int32Array(counts.length).fill(-1)
  for (const [rank, place] of found.entries()) {
    ranks[place] = rank
    // Of the members the earliest has begun the most periods.
    const last = Math.min(clock.begun(earliest[place]!), maxPeriods ?? Number.POSITIVE_INFINITY)
    offsets[rank + 1] = offsets[rank]! + last + 1
  }
  return {
    cohorts: Int32Array.from(found, place => lowest + place),
    sizes: Int32Array.from(found, place => counts[place]!),
    offsets,
    rankOf: acquired.map(cohort => ranks[cohort - lowest]!),
  }
}

/** Customers and earliest first order by index of the acquisition period, counted from the lowest. */
function byCohort(acquired: Int32Array, anchors: Float64Array) {
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const cohort of acquired) {
    if (cohort < lowest) lowest = cohort
    if (cohort > highest) highest = cohort
  }
  const length = acquired.length === 0 ? 0 : highest - lowest + 1
  const counts = new Int32Array(length)
  const earliest = new Float64Array(length).fill(Number.POSITIVE_INFINITY)
  for (let customer = 0; customer < acquired.length; customer++) {
    const place = acquired[customer]! - lowest
    counts[place]!++
    if (anchors[customer]! < earliest[place]!) earliest[place] = anchors[customer]!
  }
  return { lowest, counts, earliest }
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
