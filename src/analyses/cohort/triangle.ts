/** Cohorts by period number: customers, orders, money and retention of every cell (definitions R1 to R6). */

import { ExactSums } from '../../math/exact-sums.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Clock } from './clock.ts'
import type { Membership } from './membership.ts'
import { type RetentionRule, type RetentionTally, retentionTally } from './retention.ts'
import { type Shape, type ShapeOptions, shapeOf } from './shape.ts'

/** Grows with cohorts × periods. */
export interface Triangle extends Shape {
  readonly anchoredBy: 'first order' | 'acquisition'
  /** Customers with an order in the period; at N = 0 the size of the cohort, unless members were acquired without one. */
  readonly customers: Int32Array
  readonly orders: Float64Array
  /** Members whose period N has ended by the end of the as-of date. */
  readonly ended: Int32Array
  readonly eligible: Int32Array
  readonly returned: Int32Array
  /** Net money booked in the period, and in all periods up to it. */
  readonly revenue: ExactSums
  readonly cumulative: ExactSums
  /** Customers with a refund dated before period 0: that money is in no cell. */
  readonly refundedBefore: number
}

export interface TriangleOptions extends ShapeOptions {
  readonly rule: RetentionRule
}

/** Counts every cell in one pass over the histories. */
export function triangle(membership: Membership, options: TriangleOptions): Triangle {
  const { histories, anchors, acquisition } = membership
  const { clock, rule } = options
  const { rankOf, ...shape } = shapeOf(anchors, options)
  const { offsets } = shape
  const counts = emptyCounts(offsets.at(-1)!)
  const tally = retentionTally(rule, offsets.at(-1)!)
  const book = bookings(histories, clock, counts, tally)
  let refundedBefore = 0
  for (let customer = 0; customer < histories.customers; customer++) {
    const anchor = anchors[customer]!
    const rank = rankOf[customer]!
    if (rank === -1) continue
    const first = offsets[rank]!
    const last = offsets[rank + 1]! - 1 - first
    const ended = clock.ended(anchor)
    if (ended >= 0) counts.ended[first + Math.min(ended, last)]!++
    tally.open(first, last, ended)
    if (book(customer, anchor, first, last)) refundedBefore++
    tally.close()
  }
  tally.finish(offsets)
  countFromEnd(counts.ended, offsets)
  const { eligible, returned } = tally
  const cumulative = runningTotals(counts.revenue, offsets)
  const anchoredBy = acquisition ? 'acquisition' : 'first order'
  return { anchoredBy, ...shape, ...counts, eligible, returned, cumulative, refundedBefore }
}

type Counts = Pick<Triangle, 'customers' | 'orders' | 'ended' | 'revenue'>

const emptyCounts = (cells: number): Counts => ({
  customers: new Int32Array(cells),
  orders: new Float64Array(cells),
  ended: new Int32Array(cells),
  revenue: new ExactSums(cells),
})

/** Adds a customer's entries to the cells `first` + N, N up to `last`; true where a refund lies before N = 0. */
function bookings(histories: Histories, clock: Clock, counts: Counts, tally: RetentionTally) {
  const { offsets, at, orders, amounts } = histories
  return (customer: number, anchor: number, first: number, last: number): boolean => {
    let visited = -1
    let isRefundedBefore = false
    for (let entry = offsets[customer]!; entry < offsets[customer + 1]!; entry++) {
      const period = clock.periodOf(at[entry]!, anchor)
      if (period < 0) {
        isRefundedBefore = true
        continue
      }
      if (orders[entry]! > 0 && period > visited) {
        visited = period
        if (period > 0) tally.visit(period)
        if (period <= last) counts.customers[first + period]!++
      }
      if (period > last) continue
      counts.orders[first + period]! += orders[entry]!
      counts.revenue.add(first + period, amounts[entry]!)
    }
    return isRefundedBefore
  }
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
