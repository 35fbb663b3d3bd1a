/**
 * Who did what on which day: per customer and event the sorted run of local days, each with how often. First, last and
 * number of any event by any date are functions of it. Grows with customers, the events they do and the days they do them.
 */

/** Customers by id and events by name, both by code point; the pairs of customer c are pairOffsets[c] to pairOffsets[c + 1]. */
export interface Events {
  /** Customers with at least one event. */
  readonly customers: number
  id(customer: number): string
  readonly names: readonly string[]
  readonly pairOffsets: Uint32Array
  /** Pair → index into `names`, ascending within a customer. */
  readonly pairEvents: Int32Array
  /** The days of pair p are offsets[p] to offsets[p + 1]. */
  readonly offsets: Uint32Array
  readonly days: Int32Array
  readonly counts: Int32Array
  readonly totals: EventTotals
}

/** Of everything used, what is in no customer's run included. */
export interface EventTotals {
  readonly rows: number
  readonly rowsWithoutCustomer: number
  /** Of those with a customer. */
  readonly rowsWithoutEvent: number
}
