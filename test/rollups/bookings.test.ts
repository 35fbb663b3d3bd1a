import { describe, expect, it } from 'vitest'
import { BookingLog } from '../../src/rollups/booking-log.ts'
import { type Bookings, type Grain, sliceOf } from '../../src/rollups/bookings.ts'
import { countsOf, type SummedBookings, sumBookings } from '../../src/rollups/sum-bookings.ts'
import { randomNumbers } from '../support/batches.ts'

/** Customer, moment → orders and amount, by a Map. */
class Twin {
  readonly sums = new Map<string, [orders: number, amount: number]>()

  add(customer: number, at: number, orders: number, amount: number): void {
    const sum = this.sums.get(`${customer} ${at}`) ?? [0, 0]
    this.sums.set(`${customer} ${at}`, [sum[0] + orders, sum[1] + amount])
  }
}

/** Throws where a customer's moments do not ascend. */
function sumsOf({ offsets, at, orders, amounts }: SummedBookings): Map<string, [number, number]> {
  const sums = new Map<string, [number, number]>()
  for (let customer = 0; customer + 1 < offsets.length; customer++) {
    for (let i = offsets[customer]!; i < offsets[customer + 1]!; i++) {
      if (i > offsets[customer]! && at[i]! <= at[i - 1]!) throw new Error(`not ascending: ${customer}`)
      sums.set(`${customer} ${at[i]}`, [orders[i]!, amounts[i]!])
    }
  }
  return sums
}

const summed = (parts: readonly Bookings[], rankOf: Int32Array, customers: number, grain: Grain) =>
  sumBookings({
    parts,
    areGivenUp: true,
    counts: countsOf(parts, rankOf.length),
    rankOf,
    customers,
    grain,
  })

describe('sums of bookings', () => {
  it.each([
    ['many customers', 120_000, 40_000, 'day'],
    ['few customers', 150_000, 3, 'day'],
    ['one customer of many', 150_000, 40_000, 'instant'],
    ['each an order', 150_000, 4_000, 'day'],
    ['no booking', 0, 7, 'day'],
  ] as const)('%s', (what, count, customers, grain) => {
    const random = randomNumbers(9)
    const log = new BookingLog(grain)
    const twin = new Twin()
    for (let i = 0; i < count; i++) {
      const isOne = what === 'one customer of many' && random() < 0.9
      const customer = isOne ? 17 : Math.floor(random() * customers)
      const at = Math.floor(random() * 50)
      const amount = Math.floor(random() * 1000) - 300
      const orders = what === 'each an order' ? 1 : i % 9 === 0 ? 0 : i % 1001 === 0 ? 70_000 : 1
      log.add(customer, at, orders, amount)
      // Every third code has no place; the others stand backwards.
      if (customer % 3 !== 0) twin.add(customers - 1 - customer, at, orders, amount)
    }
    const rankOf = Int32Array.from({ length: customers }, (_, code) =>
      code % 3 === 0 ? -1 : customers - 1 - code,
    )
    expect(sumsOf(summed(log.parts(), rankOf, customers, grain))).toEqual(twin.sums)
  })

  it('orders of rows are what they would be one by one', () => {
    const all = new BookingLog('day')
    const each = new BookingLog('day')
    const customers = Int32Array.from({ length: 150_000 }, (_, i) => (i % 1000) - 1)
    const at = customers.map((_, i) => i % 7)
    const amounts = Float64Array.from(customers, (_, i) => i)
    all.addOrders(customers, at, amounts, true)
    for (const [i, customer] of customers.entries()) if (customer !== -1) each.add(customer, at[i]!, 1, i)
    const rankOf = Int32Array.from({ length: 1000 }, (_, code) => code)
    const [a, b] = [all, each].map(log => summed(log.parts(), rankOf, 1000, 'day'))
    expect(a).toEqual(b)
  })

  it('memory is given back on the way only where it may be, and that of parts in it with the last of them', () => {
    const logOf = () => {
      const log = new BookingLog('day')
      for (let i = 0; i < 40_000; i++) log.add(i % 7, i, 1, 1)
      return log
    }
    const identity = Int32Array.from({ length: 7 }, (_, code) => code)
    const kept = logOf().parts()
    const counts = countsOf(kept, 7)
    const options = { counts, rankOf: identity, customers: 7, grain: 'day' as const }
    const whole = sumBookings({ ...options, parts: kept, areGivenUp: false })
    expect(kept.map(({ amounts }) => amounts.length)).not.toContain(0)

    const given = logOf().parts()
    const halves = given.flatMap(part => [
      sliceOf(part, 0, part.size >> 1),
      sliceOf(part, part.size >> 1, part.size),
    ])
    expect(sumBookings({ ...options, parts: halves, areGivenUp: true })).toEqual(whole)
    for (const { customers, at, amounts } of given)
      expect([customers, at, amounts].map(column => column.length)).toEqual([0, 0, 0])
  })
})
