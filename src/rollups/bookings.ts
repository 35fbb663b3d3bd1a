/** What was booked to customers: one booking after another, sorted by customer and day when they are summed. */

/** Local days where the grain is `day`, epoch milliseconds where it is `instant`. */
export type Grain = 'day' | 'instant'
export type Moments = Int32Array | Float64Array

export const momentsOf = (grain: Grain, length: number): Moments =>
  grain === 'day' ? new Int32Array(length) : new Float64Array(length)

/** Bookings in columns; those of customer -1 are nobody's. */
export interface Bookings {
  readonly size: number
  readonly customers: Int32Array
  readonly at: Moments
  readonly orders: Int32Array | Uint8Array
  /** Units of the run's scale. */
  readonly amounts: Float64Array
}

/** Bookings by customer, ascending in time, one for each moment; those of customer c are offsets[c] to offsets[c + 1]. */
export interface SummedBookings extends Pick<Bookings, 'at' | 'amounts'> {
  readonly orders: Int32Array
  readonly offsets: Uint32Array
  /** A customer whose sum passes 2^53, where it would round; -1 where there is none. */
  readonly overflow: number
}

/**
 * Sums bookings by customer and moment. `rankOf`: code of a customer → place in the result, -1 where left out.
 * A counting sort by customer, then short runs by time: no table is probed, which is what costs at millions.
 */
export function sumBookings(
  parts: readonly Bookings[],
  rankOf: Int32Array,
  customers: number,
  grain: Grain,
): SummedBookings {
  const offsets = countsOf(parts, rankOf, customers)
  const size = offsets[customers]!
  const at = momentsOf(grain, size)
  const orders = new Int32Array(size)
  const amounts = new Float64Array(size)
  const next = offsets.slice()
  for (const part of parts) {
    for (let i = 0; i < part.size; i++) {
      const code = part.customers[i]!
      const rank = code === -1 ? -1 : rankOf[code]!
      if (rank === -1) continue
      const place = next[rank]!++
      at[place] = part.at[i]!
      orders[place] = part.orders[i]!
      amounts[place] = part.amounts[i]!
    }
  }
  return sumRuns({ offsets, at, orders, amounts, overflow: -1 })
}

function countsOf(parts: readonly Bookings[], rankOf: Int32Array, customers: number): Uint32Array {
  const offsets = new Uint32Array(customers + 1)
  for (const part of parts) {
    for (let i = 0; i < part.size; i++) {
      const code = part.customers[i]!
      const rank = code === -1 ? -1 : rankOf[code]!
      if (rank !== -1) offsets[rank + 1]!++
    }
  }
  for (let customer = 0; customer < customers; customer++) offsets[customer + 1]! += offsets[customer]!
  return offsets
}

/** Sorts each customer's run by time and sums what has the same moment, in place. */
function sumRuns({ offsets, at, orders, amounts }: SummedBookings): SummedBookings {
  let overflow = -1
  let end = 0
  let from = offsets[0]!
  for (let customer = 0; customer + 1 < offsets.length; customer++) {
    const to = offsets[customer + 1]!
    sortRun({ at, orders, amounts }, from, to)
    const first = end
    let total = 0
    for (let i = from; i < to; i++) {
      const amount = amounts[i]!
      total += amount
      if (total > Number.MAX_SAFE_INTEGER || total < Number.MIN_SAFE_INTEGER) overflow = customer
      if (end > first && at[end - 1] === at[i]) {
        orders[end - 1]! += orders[i]!
        amounts[end - 1]! += amount
        continue
      }
      at[end] = at[i]!
      orders[end] = orders[i]!
      amounts[end++] = amount
    }
    offsets[customer + 1] = end
    from = to
  }
  return {
    offsets,
    at: at.subarray(0, end),
    orders: orders.subarray(0, end),
    amounts: amounts.subarray(0, end),
    overflow,
  }
}

type Run = Pick<SummedBookings, 'at' | 'orders' | 'amounts'>

/** Longer runs are sorted by an index; exports are mostly in time order, so that few moves are needed. */
const LONG_RUN = 64

function sortRun(run: Run, from: number, to: number): void {
  if (isSorted(run.at, from, to)) return
  if (to - from > LONG_RUN) sortLongRun(run, from, to)
  else insertionSort(run, from, to)
}

function isSorted(at: Moments, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (at[i - 1]! > at[i]!) return false
  return true
}

function insertionSort({ at, orders, amounts }: Run, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const moment = at[i]!
    const order = orders[i]!
    const amount = amounts[i]!
    let hole = i
    while (hole > from && at[hole - 1]! > moment) {
      at[hole] = at[hole - 1]!
      orders[hole] = orders[hole - 1]!
      amounts[hole] = amounts[hole - 1]!
      hole--
    }
    at[hole] = moment
    orders[hole] = order
    amounts[hole] = amount
  }
}

function sortLongRun({ at, orders, amounts }: Run, from: number, to: number): void {
  const order = new Uint32Array(to - from)
  for (let i = 0; i < order.length; i++) order[i] = from + i
  order.sort((a, b) => at[a]! - at[b]!)
  for (const values of [at, orders, amounts])
    values.set(
      Float64Array.from(order, place => values[place]!),
      from,
    )
}
