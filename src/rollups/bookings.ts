/** What was booked to customers, one booking after another. */

import { giveBack } from '../batches/give-back.ts'

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
  /** Null where each booking is an order. */
  readonly orders: Int32Array | Uint8Array | null
  /** Units of the run's scale. */
  readonly amounts: Float64Array
}

/** The bookings from one place to before another, in the same memory. */
export const sliceOf = (
  { customers, at, orders, amounts }: Bookings,
  from: number,
  to: number,
): Bookings => ({
  size: to - from,
  customers: customers.subarray(from, to),
  at: at.subarray(from, to),
  orders: orders?.subarray(from, to) ?? null,
  amounts: amounts.subarray(from, to),
})

/** The same bookings; the memory of a part is given back when the next one is asked for, unless that is in it too. */
export function* givenUp(parts: readonly Bookings[]): Generator<Bookings> {
  const lastIn = new Map(parts.map((part, place) => [part.customers.buffer, place]))
  for (const [place, part] of parts.entries()) {
    const { customers, at, orders, amounts } = part
    const isLast = lastIn.get(customers.buffer) === place
    yield part
    if (isLast) giveBack(orders ? [customers, at, orders, amounts] : [customers, at, amounts])
  }
}
