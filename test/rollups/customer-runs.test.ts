import { describe, expect, it } from 'vitest'
import type { Bookings } from '../../src/rollups/bookings.ts'
import { sumBookings } from '../../src/rollups/bookings.ts'
import { type CustomerRuns, mergeRuns, runsOf } from '../../src/rollups/customer-runs.ts'
import { randomNumbers } from '../support/batches.ts'

type Booking = readonly [customer: number, day: number, orders: number, amount: number]

const bookingsOf = (rows: readonly Booking[]): Bookings => ({
  size: rows.length,
  customers: Int32Array.from(rows, ([customer]) => customer),
  at: Int32Array.from(rows, ([, day]) => day),
  orders: Uint8Array.from(rows, ([, , orders]) => orders),
  amounts: Float64Array.from(rows, ([, , , amount]) => amount),
})

/** As another thread hands them over, whose customers have other codes. */
function runsUnder(rows: readonly Booking[], codes: readonly number[]): CustomerRuns {
  const own = rows.map(([customer, ...rest]): Booking => [codes.indexOf(customer), ...rest])
  const { runs } = runsOf([bookingsOf(own)], codes.length, 'day')
  return { ...runs, customers: Int32Array.from(codes) }
}

describe('runs of customers', () => {
  it('are merged by moment, one entry for each', () => {
    const first = runsUnder(
      [
        [0, 10, 1, 100],
        [0, 12, 1, 50],
        [2, 5, 1, 7],
      ],
      [2, 0],
    )
    const second = runsUnder(
      [
        [0, 12, 2, 25],
        [0, 11, 1, 1],
        [1, 9, 0, -3],
      ],
      [1, 0],
    )
    // The customer with code 1 is left out, the two others have the ranks 1 and 0.
    const { overflow, ...merged } = mergeRuns([first, second], Int32Array.of(1, -1, 0), 2, 'day')
    expect(overflow).toBe(-1)
    expect(merged).toMatchObject({
      offsets: Uint32Array.of(0, 1, 4),
      at: Int32Array.of(5, 10, 11, 12),
      orders: Int32Array.of(1, 1, 1, 3),
      amounts: Float64Array.of(7, 100, 1, 75),
    })
  })

  it.each([1, 2, 3, 8])('of %i threads are what one would have summed', threads => {
    const random = randomNumbers(threads)
    const rows = Array.from({ length: 5000 }, (): Booking => {
      const customer = Math.floor(random() ** 3 * 300)
      return [customer, Math.floor(random() * 90), Math.floor(random() * 3), Math.floor(random() * 1e6) - 5e5]
    })
    const codes = Array.from({ length: 300 }, (_, code) => (code * 7) % 300)
    const rankOf = Int32Array.from(codes, code =>
      code % 10 === 0 ? -1 : 269 - (code - Math.ceil(code / 10)),
    )
    const parts = Array.from({ length: threads }, (_, thread) =>
      runsUnder(
        rows.filter((_, row) => row % threads === thread),
        codes,
      ),
    )
    const whole = sumBookings([bookingsOf(rows)], rankOf, 270, 'day')
    expect(mergeRuns(parts, rankOf, 270, 'day')).toMatchObject(whole)
  })

  it('tell of a sum that would round', () => {
    const most = Number.MAX_SAFE_INTEGER
    const runs = [
      runsUnder(
        [
          [0, 1, 1, 1],
          [1, 1, 1, most],
        ],
        [0, 1],
      ),
      runsUnder([[1, 2, 1, 1]], [1]),
    ]
    expect(mergeRuns(runs, Int32Array.of(0, 1), 2, 'day').overflow).toBe(1)
    expect(mergeRuns(runs.slice(0, 1), Int32Array.of(0, 1), 2, 'day').overflow).toBe(-1)
  })
})
