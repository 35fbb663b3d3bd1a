/** Bookings that are sorted and summed already, a run a customer: those of several threads are merged run by run. */

import {
  type Bookings,
  type Grain,
  type Moments,
  momentsOf,
  type SummedBookings,
  sumBookings,
} from './bookings.ts'

/** The bookings of customers[i] stand from offsets[i] to offsets[i + 1], ascending in time, one for each moment. */
export interface CustomerRuns {
  readonly customers: Int32Array
  readonly offsets: Uint32Array
  readonly at: Moments
  readonly orders: Int32Array
  readonly amounts: Float64Array
}

/** The runs of customers with codes below `customers`; `overflow` is one whose sum would pass 2^53, or -1. */
export function runsOf(
  parts: readonly Bookings[],
  customers: number,
  grain: Grain,
): { readonly runs: CustomerRuns; readonly overflow: number } {
  const codes = upTo(customers)
  const { overflow, ...summed } = sumBookings(parts, codes, customers, grain)
  return { runs: { customers: codes, ...summed }, overflow }
}

/** As `sumBookings` would have summed all of them. */
export function mergeRuns(
  all: readonly CustomerRuns[],
  rankOf: Int32Array,
  customers: number,
  grain: Grain,
): SummedBookings {
  const queue = all
    .filter(({ at }) => at.length > 0)
    .map((runs): PlacedRuns => ({ ...runs, places: placesOf(runs, rankOf, customers), overflow: -1 }))
  // One alone is put in order by merging it with nothing.
  while (queue.length < 2) queue.push(nothing(customers, grain))
  // The smallest first, so that few bookings are written more than once.
  while (queue.length > 1) {
    queue.sort((a, b) => b.at.length - a.at.length)
    queue.push(mergeTwo(queue.pop()!, queue.pop()!, customers, grain))
  }
  return queue[0]!
}

interface PlacedRuns extends SummedBookings {
  /** Rank of a customer → the place of the run; -1 where there is none. */
  readonly places: Int32Array
}

/** The runs of both by rank. One loop over all of them, without a call for each: that is twice as fast. */
function mergeTwo(a: PlacedRuns, b: PlacedRuns, customers: number, grain: Grain): PlacedRuns {
  const { at: atA, orders: ordersA, amounts: amountsA } = a
  const { at: atB, orders: ordersB, amounts: amountsB } = b
  const size = atA.length + atB.length
  const at = momentsOf(grain, size)
  const orders = new Int32Array(size)
  const amounts = new Float64Array(size)
  const offsets = new Uint32Array(customers + 1)
  let overflow = Math.max(a.overflow, b.overflow)
  let end = 0
  for (let rank = 0; rank < customers; rank++) {
    const placeA = a.places[rank]!
    const placeB = b.places[rank]!
    let i = placeA === -1 ? 0 : a.offsets[placeA]!
    let j = placeB === -1 ? 0 : b.offsets[placeB]!
    const endA = placeA === -1 ? 0 : a.offsets[placeA + 1]!
    const endB = placeB === -1 ? 0 : b.offsets[placeB + 1]!
    while (i < endA && j < endB) {
      const isA = atA[i]! <= atB[j]!
      const isB = atB[j]! <= atA[i]!
      at[end] = isA ? atA[i]! : atB[j]!
      orders[end] = (isA ? ordersA[i]! : 0) + (isB ? ordersB[j]! : 0)
      amounts[end++] = (isA ? amountsA[i]! : 0) + (isB ? amountsB[j]! : 0)
      if (isA) i++
      if (isB) j++
    }
    for (; i < endA; i++) {
      at[end] = atA[i]!
      orders[end] = ordersA[i]!
      amounts[end++] = amountsA[i]!
    }
    for (; j < endB; j++) {
      at[end] = atB[j]!
      orders[end] = ordersB[j]!
      amounts[end++] = amountsB[j]!
    }
    if (!isExact(amounts, offsets[rank]!, end)) overflow = Math.max(overflow, rank)
    offsets[rank + 1] = end
  }
  return {
    offsets,
    at: at.subarray(0, end),
    orders: orders.subarray(0, end),
    amounts: amounts.subarray(0, end),
    places: upTo(customers),
    overflow,
  }
}

/** Whether no sum of them, from the first on, passes 2^53, where it would round. */
function isExact(amounts: Float64Array, from: number, to: number): boolean {
  let total = 0
  for (let i = from; i < to; i++) {
    total += amounts[i]!
    if (total > Number.MAX_SAFE_INTEGER || total < Number.MIN_SAFE_INTEGER) return false
  }
  return true
}

const nothing = (customers: number, grain: Grain): PlacedRuns => ({
  offsets: new Uint32Array(1),
  at: momentsOf(grain, 0),
  orders: new Int32Array(0),
  amounts: new Float64Array(0),
  places: new Int32Array(customers).fill(-1),
  overflow: -1,
})

function placesOf({ customers: codes }: CustomerRuns, rankOf: Int32Array, customers: number): Int32Array {
  const places = new Int32Array(customers).fill(-1)
  for (let place = 0; place < codes.length; place++) {
    const rank = rankOf[codes[place]!]!
    if (rank !== -1) places[rank] = place
  }
  return places
}

/** 0, 1, 2 … */
function upTo(size: number): Int32Array {
  const places = new Int32Array(size)
  for (let place = 0; place < size; place++) places[place] = place
  return places
}
