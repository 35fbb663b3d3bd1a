/** Order lines gathered into orders, by order code. */

import { grown } from './grow.ts'

/** What was noticed about an order. */
export const ORDER_FLAG = {
  bought: 1,
  severalLines: 2,
  amountsDiffer: 4,
  severalCustomers: 8,
  severalFiles: 16,
} as const

const NONE = -1

/** 41 bytes an order. Money in units of the run's scale, times in epoch milliseconds. */
export class OrderTable {
  /** One past the highest code seen. */
  size = 0
  /** An order whose sum has passed 2^53 on the way, where it would have rounded; -1 where there is none. */
  overflow = NONE
  flags = new Uint8Array(0)
  customers = new Int32Array(0)
  files = new Int32Array(0)
  /** The earliest line. */
  firstAt = new Float64Array(0)
  /** Sum of the lines. */
  amounts = new Float64Array(0)
  /** The amount of the earliest line seen; while `amountsDiffer` is unset, that of every line. */
  lineAmounts = new Float64Array(0)
  /** Sum of the refund rows that carry the order's id, at most 0. */
  refunded = new Float64Array(0)
  /** Of the earliest refund row: whom and when to book it where its order was never bought. */
  refundCustomers = new Int32Array(0)
  refundAt = new Float64Array(0)
  readonly #datesRefunds: boolean

  /** `datesRefunds`: refunds are booked by their order, so that their own dates must be kept (12 bytes an order). */
  constructor(datesRefunds: boolean) {
    this.#datesRefunds = datesRefunds
  }

  /** Makes room for codes below `size`. */
  reserve(size: number): void {
    if (size <= this.size) return
    this.flags = grown(this.flags, size)
    this.customers = grown(this.customers, size, NONE)
    this.files = grown(this.files, size, NONE)
    this.firstAt = grown(this.firstAt, size)
    this.amounts = grown(this.amounts, size)
    this.lineAmounts = grown(this.lineAmounts, size)
    this.refunded = grown(this.refunded, size)
    if (this.#datesRefunds) {
      this.refundCustomers = grown(this.refundCustomers, size, NONE)
      this.refundAt = grown(this.refundAt, size, Number.POSITIVE_INFINITY)
      if (this.size === 0) {
        this.refundCustomers.fill(NONE)
        this.refundAt.fill(Number.POSITIVE_INFINITY)
      }
    }
    if (this.size === 0) {
      this.customers.fill(NONE)
      this.files.fill(NONE)
    }
    this.size = size
  }

  addLine(order: number, customer: number, file: number, at: number, amount: number): void {
    this.join(order, ORDER_FLAG.bought, customer, file, at, amount, amount)
  }

  addRefund(order: number, customer: number, at: number, amount: number): void {
    this.refunded[order]! += amount
    if (!this.#datesRefunds || at > this.refundAt[order]!) return
    this.refundAt[order] = at
    if (customer !== NONE) this.refundCustomers[order] = customer
  }

  /** Two versions of an order that give the same answer. */
  isAlike(a: number, b: number): boolean {
    return (
      this.amounts[a] === this.amounts[b] &&
      this.customers[a] === this.customers[b] &&
      this.firstAt[a] === this.firstAt[b] &&
      this.refunded[a] === this.refunded[b]
    )
  }

  merge(
    other: OrderTable,
    recode: (order: number) => number,
    recodeCustomer: (code: number) => number,
  ): void {
    for (let from = 0; from < other.size; from++) {
      const order = recode(from)
      this.reserve(order + 1)
      if (other.refunded[from] !== 0) {
        const at = other.#datesRefunds ? other.refundAt[from]! : 0
        const customer = other.#datesRefunds ? recodeCustomer(other.refundCustomers[from]!) : NONE
        this.addRefund(order, customer, at, other.refunded[from]!)
      }
      const flags = other.flags[from]!
      if (!(flags & ORDER_FLAG.bought)) continue
      this.join(
        order,
        flags,
        recodeCustomer(other.customers[from]!),
        other.files[from]!,
        other.firstAt[from]!,
        other.amounts[from]!,
        other.lineAmounts[from]!,
      )
    }
  }

  /** Adds lines that were gathered elsewhere: one line is the smallest such part. */
  join(
    order: number,
    partFlags: number,
    customer: number,
    file: number,
    at: number,
    amount: number,
    lineAmount: number,
  ): void {
    const flags = this.flags[order]!
    const sum = this.amounts[order]! + amount
    if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER) this.overflow = order
    this.amounts[order] = sum
    if (!(flags & ORDER_FLAG.bought)) {
      this.flags[order] = partFlags
      this.customers[order] = customer
      this.files[order] = file
      this.firstAt[order] = at
      this.lineAmounts[order] = lineAmount
      return
    }
    let joined = flags | partFlags | ORDER_FLAG.severalLines
    if (this.lineAmounts[order] !== lineAmount) joined |= ORDER_FLAG.amountsDiffer
    if (this.files[order] !== file) joined |= ORDER_FLAG.severalFiles
    if (this.customers[order] === NONE) this.customers[order] = customer
    else if (customer !== NONE && this.customers[order] !== customer) joined |= ORDER_FLAG.severalCustomers
    if (at < this.firstAt[order]!) this.firstAt[order] = at
    this.flags[order] = joined
  }
}
