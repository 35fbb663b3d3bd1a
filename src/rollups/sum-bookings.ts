/** Bookings of each customer and moment become one, customer by customer. */

import { type Bookings, givenUp, type Grain, type Moments, momentsOf, sliceOf } from './bookings.ts'

/** Bookings by customer, ascending in time, one for each moment; those of customer c are offsets[c] to offsets[c + 1]. */
export interface SummedBookings extends Columns {
  readonly offsets: Uint32Array
  /** A customer whose sum passes 2^53, where it would round; -1 where there is none. */
  readonly overflow: number
}

/** What is summed, and where it goes. */
export interface BookingsToSum {
  readonly parts: readonly Bookings[]
  /** Whether their memory may be given back on the way. */
  readonly areGivenUp: boolean
  /** Code of a customer → how many bookings are theirs. */
  readonly counts: Uint32Array
  /** Code of a customer → place in the result, -1 where left out. */
  readonly rankOf: Int32Array
  /** Places of the result. */
  readonly customers: number
  readonly grain: Grain
}

/** How many bookings each code of a customer has. */
export function countsOf(parts: readonly Bookings[], codes: number): Uint32Array {
  const counts = new Uint32Array(codes)
  for (const part of parts) {
    for (let i = 0; i < part.size; i++) {
      const code = part.customers[i]!
      if (code !== -1) counts[code]!++
    }
  }
  return counts
}

/**
 * Sums bookings by customer and moment. Sorted by customer in two steps, since a write for each booking to anywhere in
 * the memory costs most: first into ranges of neighbours, each written from its start to its end; then each range, in
 * memory that the cache holds, from where its sums go to the front of the same columns.
 */
export function sumBookings(bookings: BookingsToSum): SummedBookings {
  const { parts, areGivenUp, counts, rankOf, customers, grain } = bookings
  const offsets = offsetsOf(counts, rankOf, customers)
  const sums: Sums = { offsets, ...columnsOf(grain, offsets[customers]!), size: 0, overflow: -1 }
  const shift = rangeBits(sums.at.length, customers)
  const areOrders = parts.every(({ orders }) => orders === null)
  const ranks = intoRanges(areGivenUp ? givenUp(parts) : parts, rankOf, shift, sums, areOrders)
  let spare = spareOf(grain, 0)
  let from = 0
  for (let first = 0; first < customers; first += 1 << shift) {
    const last = Math.min(first + (1 << shift), customers)
    const to = offsets[last]!
    if (to - from > spare.at.length) spare = spareOf(grain, to - from)
    sortRange(spare, sums, ranks.subarray(from, to), from, offsets.slice(first, last), areOrders)
    sumRange(sums, spare, from, first, last)
    from = to
  }
  const { at, orders, amounts, size, overflow } = sums
  return {
    offsets,
    at: at.subarray(0, size),
    orders: orders.subarray(0, size),
    amounts: amounts.subarray(0, size),
    overflow,
  }
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

/** Where nothing else is written, a booking is an order. */
function spareOf(grain: Grain, size: number): Columns {
  const columns = columnsOf(grain, size)
  columns.orders.fill(1)
  return columns
}

/** Sums so far, at the front of the columns: the offsets of what is summed are those of sums, the others of bookings. */
interface Sums extends Columns {
  readonly offsets: Uint32Array
  size: number
  overflow: number
}

/** Where bookings of each place of the result start. */
function offsetsOf(counts: Uint32Array, rankOf: Int32Array, customers: number): Uint32Array {
  const offsets = new Uint32Array(customers + 1)
  for (let code = 0; code < counts.length; code++) {
    const rank = rankOf[code]!
    if (rank !== -1) offsets[rank + 1]! += counts[code]!
  }
  for (let customer = 0; customer < customers; customer++) offsets[customer + 1]! += offsets[customer]!
  return offsets
}

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
  parts: Iterable<Bookings>,
  rankOf: Int32Array,
  shift: number,
  { offsets, at, orders, amounts }: Sums,
  areOrders: boolean,
): Uint16Array {
  const ranks = new Uint16Array(at.length)
  const inRange = (1 << shift) - 1
  const next = Uint32Array.from(
    { length: ((offsets.length - 1) >> shift) + 1 },
    (_, i) => offsets[i << shift]!,
  )
  const places = new Int32Array(RANGE)
  for (const part of slicesOf(parts)) {
    for (let i = 0; i < part.size; i++) {
      const code = part.customers[i]!
      const rank = code === -1 ? -1 : rankOf[code]!
      places[i] = rank === -1 ? -1 : next[rank >> shift]!++
      if (rank !== -1) ranks[places[i]!] = rank & inRange
    }
    // A column after the other: fewer places are written to at a time.
    for (let i = 0; i < part.size; i++) if (places[i] !== -1) at[places[i]!] = part.at[i]!
    for (let i = 0; i < part.size; i++) if (places[i] !== -1) amounts[places[i]!] = part.amounts[i]!
    if (areOrders) continue
    for (let i = 0; i < part.size; i++)
      if (places[i] !== -1) orders[places[i]!] = part.orders === null ? 1 : part.orders[i]!
  }
  return ranks
}

/** The same bookings in parts of few. */
function* slicesOf(parts: Iterable<Bookings>): Generator<Bookings> {
  for (const part of parts) {
    for (let from = 0; from < part.size; from += RANGE)
      yield sliceOf(part, from, Math.min(from + RANGE, part.size))
  }
}

/** Copies the bookings of a range from their place, sorted by customer. `next`: where each customer's are to stand. */
function sortRange(
  spare: Columns,
  { at, orders, amounts }: Columns,
  ranks: Uint16Array,
  from: number,
  next: Uint32Array,
  areOrders: boolean,
): void {
  // What stood there is the end of what is summed.
  next[0] = from
  for (let i = 0; i < ranks.length; i++) {
    const place = next[ranks[i]!]!++ - from
    spare.at[place] = at[from + i]!
    spare.amounts[place] = amounts[from + i]!
    if (!areOrders) spare.orders[place] = orders[from + i]!
  }
}

/** Sorts each customer's bookings by time and adds to the sums what has the same moment. `start`: of the range. */
function sumRange(sums: Sums, bookings: Columns, start: number, first: number, last: number): void {
  const { offsets, at, orders, amounts } = sums
  let end = sums.size
  let i = 0
  for (let customer = first; customer < last; customer++) {
    const to = offsets[customer + 1]! - start
    sortRun(bookings, i, to)
    const own = end
    let total = 0
    for (; i < to; i++) {
      const moment = bookings.at[i]!
      const amount = bookings.amounts[i]!
      total += amount
      if (total > Number.MAX_SAFE_INTEGER || total < Number.MIN_SAFE_INTEGER) sums.overflow = customer
      if (end > own && at[end - 1] === moment) {
        orders[end - 1]! += bookings.orders[i]!
        amounts[end - 1]! += amount
        continue
      }
      at[end] = moment
      orders[end] = bookings.orders[i]!
      amounts[end++] = amount
    }
    offsets[customer + 1] = end
  }
  sums.size = end
}

/** Moves of a run that are tried for each of its bookings: exports are mostly in time order, so that few are needed. */
const MOVES = 16

function sortRun(run: Columns, from: number, to: number): void {
  if (!insertionSort(run, from, to)) sortLongRun(run, from, to)
}

/** False where it would take too many moves, and what is sorted so far stays so. */
function insertionSort({ at, orders, amounts }: Columns, from: number, to: number): boolean {
  let moves = MOVES * (to - from)
  for (let i = from + 1; i < to; i++) {
    const moment = at[i]!
    if (at[i - 1]! <= moment) continue
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
    moves -= i - hole
    if (moves < 0) return false
  }
  return true
}

/** By an index. */
function sortLongRun({ at, orders, amounts }: Columns, from: number, to: number): void {
  const order = new Uint32Array(to - from)
  for (let i = 0; i < order.length; i++) order[i] = from + i
  order.sort((a, b) => at[a]! - at[b]!)
  for (const values of [at, orders, amounts])
    values.set(
      Float64Array.from(order, place => values[place]!),
      from,
    )
}
