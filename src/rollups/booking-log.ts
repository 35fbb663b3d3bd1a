/** Bookings as they come in, in chunks, so that nothing is copied when there are more. */

import { type Bookings, type Grain, type Moments, momentsOf, sliceOf } from './bookings.ts'
import { recodeAll } from './order-table.ts'
import { countsOf, sumBookings } from './sum-bookings.ts'

/** Bookings of the first chunk; each next one has as many as all before, up to the largest. */
const FIRST_CHUNK = 16_384
const LARGEST_CHUNK = 1 << 20

/** Bookings that stay together when those of several threads are put in order. */
const SLICE = 65_536

/** Bookings held before those of one customer and moment are summed, so that rows alone cannot fill the memory. */
const COMPACT_AT = 8_000_000

/** 16 bytes a booking where the grain is `day`, 20 where it is `instant`; 1 more where not all are an order each. */
export class BookingLog {
  readonly #grain: Grain
  readonly #full: Bookings[] = []
  #sizeOfFull = 0
  #compactAt: number
  #used = 0
  #customers: Bookings['customers'] = new Int32Array(0)
  #at: Moments
  #orders: Bookings['orders'] = null
  #amounts: Bookings['amounts'] = new Float64Array(0)

  /** `compactAt`: bookings that are held before they are summed; where it is infinite each stays as it came. */
  constructor(grain: Grain, compactAt = COMPACT_AT) {
    this.#grain = grain
    this.#compactAt = compactAt
    this.#at = momentsOf(grain, 0)
  }

  add(customer: number, at: number, orders: number, amount: number): void {
    if (this.#used === this.#customers.length) this.#nextChunk()
    const i = this.#used++
    this.#customers[i] = customer
    this.#at[i] = at
    if (orders !== 1) this.#orders ??= new Uint8Array(this.#customers.length).fill(1)
    if (orders > 255 && this.#orders instanceof Uint8Array) this.#orders = Int32Array.from(this.#orders)
    if (this.#orders) this.#orders[i] = orders
    this.#amounts[i] = amount
  }

  /** An order for each row, without those of customer -1 where `isSomebody`. */
  addOrders(customers: Int32Array, at: Moments, amounts: Float64Array, isSomebody: boolean): void {
    if (isSomebody && customers.includes(-1)) {
      for (let row = 0; row < customers.length; row++)
        if (customers[row] !== -1) this.add(customers[row]!, at[row]!, 1, amounts[row]!)
      return
    }
    for (let row = 0; row < customers.length; ) {
      if (this.#used === this.#customers.length) this.#nextChunk()
      const used = this.#used
      const end = Math.min(row + this.#customers.length - used, customers.length)
      this.#customers.set(customers.subarray(row, end), used)
      this.#at.set(at.subarray(row, end), used)
      this.#amounts.set(amounts.subarray(row, end), used)
      this.#used += end - row
      row = end
    }
  }

  /** Takes over the memory of bookings. */
  addAll(bookings: Bookings): void {
    this.#full.push(bookings)
    this.#sizeOfFull += bookings.size
  }

  /** All bookings; the log must not grow while they are looked at. */
  parts(): readonly Bookings[] {
    return this.#customers.length === 0 ? this.#full : [...this.#full, this.#current()]
  }

  /**
   * Takes over what another log holds, and its memory. `recode`: its codes of customers → codes here. Parts come to stand
   * by their first moment: where the export is in the order of time, the bookings of a customer then nearly are too.
   */
  absorb(other: BookingLog, recode: Int32Array): void {
    for (const part of other.parts()) {
      recodeAll(part.customers.subarray(0, part.size), recode)
      for (let from = 0; from < part.size; from += SLICE)
        this.#full.push(sliceOf(part, from, Math.min(from + SLICE, part.size)))
      this.#sizeOfFull += part.size
    }
    this.#full.sort((a, b) => a.at[0]! - b.at[0]!)
  }

  toPlain() {
    const parts = this.parts().map(part => sliceOf(part, 0, part.size))
    return { grain: this.#grain, compactAt: this.#compactAt, parts }
  }

  static fromPlain({ grain, compactAt, parts }: ReturnType<BookingLog['toPlain']>): BookingLog {
    const log = new BookingLog(grain, compactAt)
    log.#full.push(...parts)
    log.#sizeOfFull = parts.reduce((sum, { size }) => sum + size, 0)
    return log
  }

  #current(): Bookings {
    return {
      size: this.#used,
      customers: this.#customers,
      at: this.#at,
      orders: this.#orders,
      amounts: this.#amounts,
    }
  }

  #nextChunk(): void {
    if (this.#customers.length > 0) {
      this.#full.push(this.#current())
      this.#sizeOfFull += this.#used
    }
    if (this.#sizeOfFull >= this.#compactAt) this.#compact()
    const room = Math.min(Math.max(this.#sizeOfFull, FIRST_CHUNK), LARGEST_CHUNK)
    this.#customers = new Int32Array(room)
    this.#at = momentsOf(this.#grain, room)
    this.#orders = null
    this.#amounts = new Float64Array(room)
    this.#used = 0
  }

  /** Sums what is held, unless a sum would pass 2^53: the end of the rollup then says whose. */
  #compact(): void {
    const customers = 1 + mostOf(this.#full)
    const rankOf = Int32Array.from({ length: customers }, (_, code) => code)
    const counts = countsOf(this.#full, customers)
    const { offsets, overflow, ...summed } = sumBookings({
      parts: this.#full,
      areGivenUp: false,
      counts,
      rankOf,
      customers,
      grain: this.#grain,
    })
    this.#compactAt = Math.max(COMPACT_AT, 2 * summed.at.length)
    if (overflow !== -1) return
    const codes = new Int32Array(summed.at.length)
    for (let code = 0; code < customers; code++) codes.fill(code, offsets[code], offsets[code + 1])
    this.#full.splice(0, this.#full.length, { size: codes.length, customers: codes, ...summed })
    this.#sizeOfFull = codes.length
  }
}

/** The highest code of a customer. */
function mostOf(parts: readonly Bookings[]): number {
  let most = -1
  for (const { size, customers } of parts)
    for (let i = 0; i < size; i++) if (customers[i]! > most) most = customers[i]!
  return most
}
