/**
 * The central summary: order lines become orders, orders become per customer the run of days with what was
 * bought and refunded on each. Segments, cohorts, churn and every repeat-buying model are functions of it.
 */

export interface HistoriesOptions {
  /** `day` keeps local days; `instant` keeps exact times, for rolling clocks. */
  readonly grain: 'day' | 'instant'
}

/** Customers sorted by id (by code point); the entries of customer c are offsets[c] to offsets[c + 1]. */
export interface Histories {
  readonly grain: 'day' | 'instant'
  /** Customers with at least one order. */
  readonly customers: number
  id(customer: number): string
  readonly offsets: Uint32Array
  /** Ascending within a customer: local day, or epoch milliseconds where the grain is `instant`. */
  readonly at: Int32Array | Float64Array
  /** Distinct orders of the entry; 0 where it holds refunds alone. */
  readonly orders: Int32Array
  /** Net money of the entry (orders less refunds), in units of the run's scale; exact integers. */
  readonly amounts: Float64Array
  readonly totals: HistoryTotals
}

/** Sums over everything used, the orders without a customer included. Money in units of the run's scale. */
export interface HistoryTotals {
  readonly orders: number
  readonly net: bigint
  readonly refundRows: number
  readonly refunds: bigint
  /** Orders whose amount is exactly 0; they count as orders. */
  readonly zeroOrders: number
  readonly ordersWithoutCustomer: number
  readonly netWithoutCustomer: bigint
  /** Customers who only ever had refunds: left out of `customers`, their ids sorted. */
  readonly refundOnly: readonly string[]
  /** False where every time is a local midnight, so that a rolling clock would be made up. */
  readonly timeOfDay: boolean
}
