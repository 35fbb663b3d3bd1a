/** Orders counted and added up, cell by cell: a cell is a period, or all of them together. */

import { ExactSums } from '../../math/exact-sums.ts'
import type { Orders } from '../../rollups/orders.ts'

/** By cell; money in units of the run's scale. */
export interface OrderFigures {
  readonly orders: Int32Array
  readonly ordersWithoutCustomer: Int32Array
  readonly buyers: Int32Array
  /** Customers with an order, or with a refund that belongs to none. */
  readonly customers: Int32Array
  readonly revenue: ExactSums
  readonly revenueWithoutCustomer: ExactSums
  readonly unlinkedRefunds: ExactSums
  /** Values of the orders of a cell, ascending. */
  values(cell: number): Float64Array
}

/** `cellOf`: local day → cell, -1 where it is not reported; one that rises with the day. `isIn`: whose orders count. */
export function orderFigures(
  orders: Orders,
  cells: number,
  cellOf: (day: number) => number,
  isIn: ((customer: number) => boolean) | null = null,
): OrderFigures {
  const found = emptyFigures(cells)
  const place = orders.days.map((day, i) => (isIn === null || isIn(orders.customers[i]!) ? cellOf(day) : -1))
  let [customer, latest, latestBought] = [0, -1, -1]
  for (let i = 0; i < orders.size; i++) {
    if (orders.customers[i] !== customer) [customer, latest, latestBought] = [orders.customers[i]!, -1, -1]
    const cell = place[i]!
    if (cell === -1) continue
    if (customer !== 0 && cell !== latest) found.customers[cell]!++
    latest = cell
    if (orders.isOrder[i] === 0) {
      found.unlinkedRefunds.add(cell, orders.amounts[i]!)
      continue
    }
    found.orders[cell]!++
    found.revenue.add(cell, orders.amounts[i]!)
    if (customer === 0) {
      found.ordersWithoutCustomer[cell]!++
      found.revenueWithoutCustomer.add(cell, orders.amounts[i]!)
    } else if (cell !== latestBought) found.buyers[cell]!++
    latestBought = cell
  }
  return { ...found, values: valuesOf(orders, place, found.orders) }
}

const emptyFigures = (cells: number) => ({
  orders: new Int32Array(cells),
  ordersWithoutCustomer: new Int32Array(cells),
  buyers: new Int32Array(cells),
  customers: new Int32Array(cells),
  revenue: new ExactSums(cells),
  revenueWithoutCustomer: new ExactSums(cells),
  unlinkedRefunds: new ExactSums(cells),
})

/** Values by cell, all cells in one array. */
function valuesOf({ isOrder, amounts }: Orders, place: Int32Array, counts: Int32Array) {
  const offsets = new Uint32Array(counts.length + 1)
  for (let cell = 0; cell < counts.length; cell++) offsets[cell + 1] = offsets[cell]! + counts[cell]!
  const values = new Float64Array(offsets[counts.length]!)
  const next = offsets.slice()
  for (let i = 0; i < place.length; i++) {
    if (place[i] !== -1 && isOrder[i] === 1) values[next[place[i]!]!++] = amounts[i]!
  }
  const of = (cell: number) => values.subarray(offsets[cell]!, offsets[cell + 1]!)
  for (let cell = 0; cell < counts.length; cell++) of(cell).sort()
  return of
}
