/** Cohorts by period number: customers, orders, money and retention of every cell (definitions R1 to R6). */

import { ExactSums } from '../../math/exact-sums.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Clock } from './clock.ts'
import { type RetentionRule, retentionTally } from './retention.ts'

/** Grows with cohorts × periods. Cohorts ascend; the cells of cohort g by N are offsets[g] to offsets[g + 1]. */
export interface Triangle {
  /** Index of each cohort's acquisition period; those without a customer are left out. */
  readonly cohorts: Int32Array
  readonly sizes: Int32Array
  readonly offsets: Int32Array
  /** Customers with an order in the period; at N = 0 the size of the cohort. */
  readonly customers: Int32Array
  readonly orders: Float64Array
  /** Members whose period N has ended by the end of the as-of date. */
  readonly ended: Int32Array
  readonly eligible: Int32Array
  readonly returned: Int32Array
  /** Net money booked in the period, and in all periods up to it. */
  readonly revenue: ExactSums
  readonly cumulative: ExactSums
  /** Customers with a refund dated before their first order: that money is in no cell. */
  readonly refundedBefore: number
}

export interface TriangleOptions {
  readonly clock: Clock
  readonly rule: RetentionRule
  /** Which acquisition periods are reported. */
  isReported(cohort: number): boolean
  /** The last N kept; all where null. */
  readonly maxPeriods: number | null
}

/** Counts every cell in one pass over the histories. */
export function triangle(histories: Histories, options: TriangleOptions): Triangle {
  const anchors = anchorEntries(histories)
  const shape = shapeOf(histories, anchors, options)
  const cells = shape.offsets[shape.cohorts.length]!
  const tally = retentionTally(options.rule, cells)
  const counts = {
    customers: new Int32Array(cells),
    orders: new Float64Array(cells),
    ended: new Int32Array(cells),
    revenue: new ExactSums(cells),
  }
  const { clock } = options
  let refundedBefore = 0
  for (let customer = 0; customer < histories.customers; customer++) {
    const anchorEntry = anchors[customer]!
    const anchor = histories.at[anchorEntry]!
    const cohort = shape.rankOf(clock.cohortOf(anchor))
    if (cohort === -1) continue
    if (anchorEntry > histories.offsets[customer]!) refundedBefore++
    const first = shape.offsets[cohort]!
    const last = shape.offsets[cohort + 1]! - 1 - first
    const ended = clock.ended(anchor)
    if (ended >= 0) counts.ended[first + Math.min(ended, last)]!++
    tally.open(first, last, ended)
    let previous = -1
    for (let entry = anchorEntry; entry < histories.offsets[customer + 1]!; entry++) {
      const period = clock.periodOf(histories.at[entry]!, anchor)
      const orders = histories.orders[entry]!
      if (orders > 0 && period > previous) {
        if (period > 0) tally.visit(period)
        if (period <= last) counts.customers[first + period]!++
        previous = period
      }
      if (period > last) continue
      counts.orders[first + period]! += orders
      counts.revenue.add(first + period, histories.amounts[entry]!)
    }
    tally.close()
  }
  tally.finish(shape.offsets)
  const { cohorts, sizes, offsets } = shape
  const { eligible, returned } = tally
  countFromEnd(counts.ended, offsets)
  const cumulative = runningTotals(counts.revenue, offsets)
  return { cohorts, sizes, offsets, ...counts, eligible, returned, cumulative, refundedBefore }
}

/** Customers noted at the last period that has ended for them → those for whom each period has. */
function countFromEnd(ended: Int32Array, offsets: Int32Array): void {
  for (let cohort = 0; cohort + 1 < offsets.length; cohort++) {
    for (let cell = offsets[cohort + 1]! - 1; cell > offsets[cohort]!; cell--)
      ended[cell - 1]! += ended[cell]!
  }
}

function runningTotals(revenue: ExactSums, offsets: Int32Array): ExactSums {
  const totals = new ExactSums(offsets.at(-1)!)
  for (let cohort = 0; cohort + 1 < offsets.length; cohort++) {
    for (let cell = offsets[cohort]!; cell < offsets[cohort + 1]!; cell++) {
      if (cell > offsets[cohort]!) totals.addTotal(cell, totals, cell - 1)
      totals.addTotal(cell, revenue, cell)
    }
  }
  return totals
}

/** The entry of each customer's first order; refunds may stand before it where the history was cut. */
function anchorEntries({ customers, offsets, orders }: Histories): Uint32Array {
  const anchors = new Uint32Array(customers)
  for (let customer = 0; customer < customers; customer++) {
    let entry = offsets[customer]!
    while (orders[entry] === 0) entry++
    anchors[customer] = entry
  }
  return anchors
}

interface Shape extends Pick<Triangle, 'cohorts' | 'sizes' | 'offsets'> {
  /** Index of an acquisition period → place among the cohorts, -1 where it is not reported. */
  rankOf(cohort: number): number
}

function shapeOf(histories: Histories, anchors: Uint32Array, options: TriangleOptions): Shape {
  const { clock, isReported, maxPeriods } = options
  const sizeOf = new Map<number, number>()
  const begunOf = new Map<number, number>()
  for (const entry of anchors) {
    const anchor = histories.at[entry]!
    const cohort = clock.cohortOf(anchor)
    sizeOf.set(cohort, (sizeOf.get(cohort) ?? 0) + 1)
    begunOf.set(cohort, Math.max(begunOf.get(cohort) ?? 0, clock.begun(anchor)))
  }
  const cohorts = Int32Array.from([...sizeOf.keys()].filter(isReported)).sort()
  const offsets = new Int32Array(cohorts.length + 1)
  const rank = new Map<number, number>()
  for (const [place, cohort] of cohorts.entries()) {
    const last = Math.min(begunOf.get(cohort)!, maxPeriods ?? Number.POSITIVE_INFINITY)
    offsets[place + 1] = offsets[place]! + last + 1
    rank.set(cohort, place)
  }
  const sizes = cohorts.map(cohort => sizeOf.get(cohort)!)
  return { cohorts, sizes, offsets, rankOf: cohort => rank.get(cohort) ?? -1 }
}
