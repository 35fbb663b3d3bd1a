/** Histories as models of repeat purchases and of spend see them (definition P1). */

import { customerSumTooLarge } from '../errors/index.ts'
import type { Day } from '../math/calendar.ts'
import { ExactSum } from '../math/exact-sum.ts'
import type { Histories } from '../rollups/histories.ts'

export interface ModelInputOptions {
  /** The last day that counts: the end of calibration. */
  readonly end: Day
  readonly daysPerUnit: number
  /** Whether spend counts the first purchase day too. */
  readonly includeFirst: boolean
  /** Decimals of the amounts. */
  readonly scale: number
}

/** By customer with an order up to `end`; columns of the same length, customers in the order of their ids. */
export interface ModelInputs {
  readonly customers: number
  /** Their place in the histories. */
  readonly places: Uint32Array
  readonly orders: Float64Array
  /** Net money up to `end`, in units of the run's scale; exact. */
  readonly netRevenue: Float64Array
  /** `repeat_days`: purchase days after the first. */
  readonly x: Int32Array
  /** First to last purchase day, and first purchase day to `end`, in the unit of time. */
  readonly tx: Float64Array
  readonly T: Float64Array
  /** Purchase days with net money above 0, and the mean of their money in the currency; 0 where there are none. */
  readonly spendDays: Int32Array
  readonly meanSpend: Float64Array
  /** Purchase days after `end`. */
  readonly laterDays: Int32Array
  readonly leftOut: LeftOut
}

/** What the models do not see. */
export interface LeftOut {
  /** Customers whose first order is after `end`. */
  readonly bornLater: number
  /** Purchase days whose money is 0 or less once refunds are taken off: not in the spend. */
  readonly daysWithoutSpend: number
  /** Refunds on days without an order, in units of the run's scale: off the net revenue, not off the spend. */
  readonly looseRefunds: bigint
}

/** One pass over histories of grain `day`; 48 bytes a customer. A sum that cannot be kept exactly is a UserError. */
export function modelInputs(histories: Histories, options: ModelInputOptions): ModelInputs {
  const { end, daysPerUnit, includeFirst } = options
  const columns = emptyColumns(histories.customers)
  const looseRefunds = new ExactSum()
  let [kept, bornLater, daysWithoutSpend] = [0, 0, 0]
  for (let place = 0; place < histories.customers; place++) {
    let [first, last, purchaseDays, orders, net, spendDays, spend, later] = [0, 0, 0, 0, 0, 0, 0, 0]
    for (let entry = histories.offsets[place]!; entry < histories.offsets[place + 1]!; entry++) {
      const day = histories.at[entry]!
      const isPurchase = histories.orders[entry]! > 0
      if (day > end) {
        if (isPurchase) later++
        continue
      }
      const amount = histories.amounts[entry]!
      net += amount
      if (!isPurchase) {
        looseRefunds.add(amount)
        continue
      }
      orders += histories.orders[entry]!
      last = day
      if (purchaseDays++ === 0) first = day
      if (purchaseDays === 1 && !includeFirst) continue
      if (amount > 0) {
        spendDays++
        spend += amount
      } else daysWithoutSpend++
    }
    if (purchaseDays === 0) {
      bornLater++
      continue
    }
    if (!Number.isSafeInteger(net)) throw customerSumTooLarge(histories.id(place))
    columns.places[kept] = place
    columns.orders[kept] = orders
    columns.netRevenue[kept] = net
    columns.x[kept] = purchaseDays - 1
    columns.tx[kept] = (last - first) / daysPerUnit
    columns.T[kept] = (end - first) / daysPerUnit
    columns.spendDays[kept] = spendDays
    columns.meanSpend[kept] = spendDays === 0 ? 0 : spend / spendDays / 10 ** options.scale
    columns.laterDays[kept++] = later
  }
  const leftOut = { bornLater, daysWithoutSpend, looseRefunds: looseRefunds.total() }
  return { customers: kept, ...cut(columns, kept), leftOut }
}

type Columns = Omit<ModelInputs, 'customers' | 'leftOut'>

const emptyColumns = (size: number): Columns => ({
  places: new Uint32Array(size),
  orders: new Float64Array(size),
  netRevenue: new Float64Array(size),
  x: new Int32Array(size),
  tx: new Float64Array(size),
  T: new Float64Array(size),
  spendDays: new Int32Array(size),
  meanSpend: new Float64Array(size),
  laterDays: new Int32Array(size),
})

const cut = (columns: Columns, size: number): Columns => ({
  places: columns.places.subarray(0, size),
  orders: columns.orders.subarray(0, size),
  netRevenue: columns.netRevenue.subarray(0, size),
  x: columns.x.subarray(0, size),
  tx: columns.tx.subarray(0, size),
  T: columns.T.subarray(0, size),
  spendDays: columns.spendDays.subarray(0, size),
  meanSpend: columns.meanSpend.subarray(0, size),
  laterDays: columns.laterDays.subarray(0, size),
})
