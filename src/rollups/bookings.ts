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
 * Sorted by customer in two steps, since a write for each booking to anywhere in the memory costs most: first into
 * parts of neighbours, each written from its start to its end, then within each part, which the cache holds.
 */
export function sumBookings(
  parts: readonly Bookings[],
  rankOf: Int32Array,
  customers: number,
  grain: Grain,
): SummedBookings {
  const offsets = countsOf(parts, rankOf, customers)
  const size = offsets[customers]!
  const columns = columnsOf(grain, size)
  const shift = rangeBits(size, customers)
  const ranks = intoRanges(parts, rankOf, offsets, shift, columns)
  let spare = columnsOf(grain, 0)
  for (let first = 0; first < customers; first += 1 << shift) {
    const ends = offsets.subarray(first, Math.min(first + (1 << shift), customers) + 1)
    const length = ends[ends.length - 1]! - ends[0]!
    if (length > spare.at.length) spare = columnsOf(grain, length)
    sortRange(ends, ranks, columns, spare)
  }
  return sumRuns({ offsets, ...columns, overflow: -1 })
}

interface Columns {
  readonly at: Moments
  readonly orders: Int32Array
  readonly amounts: Float64Array
}

const columnsOf = (grain: Grain, size: number): Columns => ({
  at: momentsOf(grain, size),
  orders: new Int32Array(size),
  amounts: new Float64Array(size),
})

/** Bookings of a range of customers, about. */
const RANGE = 65_536

/** How many customers, as a power of two, have that many bookings; so few that 16 bits tell them apart. */
function rangeBits(size: number, customers: number): number {
  let bits = 0
  while (bits < 16 && 2 << bits <= customers && (size / customers) * (2 << bits) <= RANGE) bits++
  return bits
}

/** Writes bookings to the place of their range of customers, in the order in which they come; their places in it. */
function intoRanges(
  parts: readonly Bookings[],
  rankOf: Int32Array,
  offsets: Uint32Array,
  shift: number,
  { at, orders, amounts }: Columns,
): Uint16Array {
  const ranks = new Uint16Array(at.length)
  const inRange = (1 << shift) - 1
  const next = offsets.filter((_, rank) => rank % (1 << shift) === 0)
  for (const part of parts) {
    for (let i = 0; i < part.size; i++) {
      const code = part.customers[i]!
      const rank = code === -1 ? -1 : rankOf[code]!
      if (rank === -1) continue
      const place = next[rank >> shift]!++
      ranks[place] = rank & inRange
      at[place] = part.at[i]!
      orders[place] = part.orders[i]!
      amounts[place] = part.amounts[i]!
    }
  }
  return ranks
}

/** Sorts the bookings of a range by customer. `ends`: where each of them starts, and the last one ends. */
function sortRange(ends: Uint32Array, ranks: Uint16Array, columns: Columns, spare: Columns): void {
  const from = ends[0]!
  const to = ends[ends.length - 1]!
  const { at, orders, amounts } = columns
  spare.at.set(at.subarray(from, to))
  spare.orders.set(orders.subarray(from, to))
  spare.amounts.set(amounts.subarray(from, to))
  const next = ends.slice()
  for (let i = from; i < to; i++) {
    const place = next[ranks[i]!]!++
    at[place] = spare.at[i - from]!
    orders[place] = spare.orders[i - from]!
    amounts[place] = spare.amounts[i - from]!
  }
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
