/** Order lines gathered into orders, by order code. */

import { type Grain, type Moments, momentsOf } from './bookings.ts'
import { giveBack } from '../batches/give-back.ts'
import { grown, grownAlone } from '../batches/grow.ts'

/** What was noticed about an order. */
export const ORDER_FLAG = {
  bought: 1,
  severalLines: 2,
  amountsDiffer: 4,
  severalCustomers: 8,
  severalFiles: 16,
} as const

const NONE = -1

/** 25 bytes an order (29 where the grain is `instant`), and 8 more where refunds carry order ids. */
export class OrderTable {
  /** One past the highest code seen. */
  size = 0
  /** An order whose sum has passed 2^53 on the way, where it would have rounded; -1 where there is none. */
  overflow = NONE
  flags = new Uint8Array(0)
  customers = new Int32Array(0)
  files = new Int32Array(0)
  /** Of the earliest line. */
  at: Moments
  lines = new Int32Array(0)
  /** Sum of the lines, in units of the run's scale. */
  amounts = new Float64Array(0)
  /** Sum of the refund rows that carry the order's id, at most 0; short of `size` where there are none. */
  refunded = new Float64Array(0)
  /** Of the earliest refund row: whom and when to book it where its order was never bought. */
  refundCustomers = new Int32Array(0)
  refundAt: Moments
  readonly #datesRefunds: boolean

  /** `datesRefunds`: refunds are booked by their order, so that their own dates must be kept. */
  constructor(grain: Grain, datesRefunds: boolean) {
    this.at = momentsOf(grain, 0)
    this.refundAt = momentsOf(grain, 0)
    this.#datesRefunds = datesRefunds
  }

  /** Makes room for codes below `size`. */
  reserve(size: number): void {
    if (size <= this.size) return
    this.flags = grownAlone(this.flags, size)
    this.customers = grownAlone(this.customers, size, NONE)
    this.files = grownAlone(this.files, size)
    this.at = grownAlone(this.at, size)
    this.lines = grownAlone(this.lines, size)
    this.amounts = grownAlone(this.amounts, size)
    this.size = size
  }

  addLine(order: number, customer: number, file: number, at: number, amount: number): void {
    // Most orders have one line.
    if (this.lines[order] === 0) {
      this.lines[order] = 1
      this.flags[order] = ORDER_FLAG.bought
      this.customers[order] = customer
      this.files[order] = file
      this.at[order] = at
      this.amounts[order] = amount
      return
    }
    this.join(order, { flags: ORDER_FLAG.bought, customer, file, at, lines: 1, amount })
  }

  addRefund(order: number, customer: number, at: number, amount: number): void {
    const isFirst = order >= this.refunded.length || this.refunded[order] === 0
    this.refunded = grown(this.refunded, this.size)
    this.refunded[order]! += amount
    if (!this.#datesRefunds) return
    this.refundCustomers = grown(this.refundCustomers, this.size, NONE)
    this.refundAt = grown(this.refundAt, this.size)
    if (!isFirst && at > this.refundAt[order]!) return
    this.refundAt[order] = at
    if (isFirst || customer !== NONE) this.refundCustomers[order] = customer
  }

  refundedOf(order: number): number {
    return order < this.refunded.length ? this.refunded[order]! : 0
  }

  /** The one amount that all lines of the order carry; only where they do. */
  lineAmountOf(order: number): number {
    return this.amounts[order]! / this.lines[order]!
  }

  /** Two versions of an order that give the same answer. */
  isAlike(a: number, b: number): boolean {
    return (
      this.amounts[a] === this.amounts[b] &&
      this.customers[a] === this.customers[b] &&
      this.at[a] === this.at[b] &&
      this.refundedOf(a) === this.refundedOf(b)
    )
  }

  /** Those orders alone, under codes that count up. */
  picked(orders: Int32Array): OrderTable {
    const table = new OrderTable(this.at instanceof Int32Array ? 'day' : 'instant', this.#datesRefunds)
    table.reserve(orders.length)
    for (const [to, from] of orders.entries()) {
      if (from >= this.size) continue
      table.#copy(to, this.customers[from]!, this, from)
      if (this.refundedOf(from) !== 0) table.#addRefundOf(to, this, from, null)
    }
    if (this.overflow !== NONE) table.overflow = orders.indexOf(this.overflow)
    return table
  }

  /** Gives up what was gathered to tell how orders came about: what is booked of them is all that is needed now. */
  letGo(): void {
    giveBack([this.flags, this.files, this.lines])
    this.flags = new Uint8Array(0)
    this.files = new Int32Array(0)
    this.lines = new Int32Array(0)
  }

  /** `orders` and `customers`: codes of the other → codes here. Takes over the memory of the other. */
  merge(other: OrderTable, orders: Int32Array, customers: Int32Array): void {
    if (this.size === 0 && orders.every((order, code) => order === code)) {
      Object.assign(this, other)
      recodeAll(this.customers, customers)
      recodeAll(this.refundCustomers, customers)
      return
    }
    this.reserve(1 + greatest(orders.subarray(0, other.size)))
    for (let from = 0; from < other.size; from++) {
      const order = orders[from]!
      if (from < other.refunded.length && other.refunded[from] !== 0)
        this.#addRefundOf(order, other, from, customers)
      if (!(other.flags[from]! & ORDER_FLAG.bought)) continue
      const code = other.customers[from]!
      const customer = code === NONE ? NONE : customers[code]!
      // Lines of an order mostly stand together, where one thread reads them.
      if (this.lines[order] === 0) this.#copy(order, customer, other, from)
      else this.join(order, { ...other.#part(from), customer })
    }
    if (other.overflow !== NONE) this.overflow = orders[other.overflow]!
  }

  #copy(order: number, customer: number, other: OrderTable, from: number): void {
    this.flags[order] = other.flags[from]!
    this.customers[order] = customer
    this.files[order] = other.files[from]!
    this.at[order] = other.at[from]!
    this.lines[order] = other.lines[from]!
    this.amounts[order] = other.amounts[from]!
  }

  /** `customers`: codes of the other → codes here; null where they are the same. */
  #addRefundOf(order: number, other: OrderTable, from: number, customers: Int32Array | null): void {
    const code = other.#datesRefunds ? other.refundCustomers[from]! : NONE
    const at = other.#datesRefunds ? other.refundAt[from]! : 0
    this.addRefund(order, code === NONE || !customers ? code : customers[code]!, at, other.refunded[from]!)
  }

  toPlain() {
    const { size, overflow } = this
    return {
      datesRefunds: this.#datesRefunds,
      size,
      overflow,
      flags: this.flags.subarray(0, size),
      customers: this.customers.subarray(0, size),
      files: this.files.subarray(0, size),
      at: this.at.subarray(0, size),
      lines: this.lines.subarray(0, size),
      amounts: this.amounts.subarray(0, size),
      refunded: this.refunded.subarray(0, size),
      refundCustomers: this.refundCustomers.subarray(0, size),
      refundAt: this.refundAt.subarray(0, size),
    }
  }

  static fromPlain({ datesRefunds, ...columns }: ReturnType<OrderTable['toPlain']>): OrderTable {
    const grain = columns.at instanceof Int32Array ? 'day' : 'instant'
    return Object.assign(new OrderTable(grain, datesRefunds), columns)
  }

  #part(order: number): Omit<OrderPart, 'customer'> {
    return {
      flags: this.flags[order]!,
      file: this.files[order]!,
      at: this.at[order]!,
      lines: this.lines[order]!,
      amount: this.amounts[order]!,
    }
  }

  /** Adds lines that were gathered elsewhere: one line is the smallest such part. */
  join(order: number, { flags: partFlags, customer, file, at, lines, amount }: OrderPart): void {
    const flags = this.flags[order]!
    const linesBefore = this.lines[order]!
    const before = this.amounts[order]!
    const sum = before + amount
    if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER) this.overflow = order
    this.amounts[order] = sum
    this.lines[order] = linesBefore + lines
    if (linesBefore === 0) {
      this.flags[order] = partFlags
      this.customers[order] = customer
      this.files[order] = file
      this.at[order] = at
      return
    }
    let joined = flags | partFlags | ORDER_FLAG.severalLines
    // While they do not differ, each line carries its share of the sum exactly.
    if (before / linesBefore !== amount / lines) joined |= ORDER_FLAG.amountsDiffer
    if (this.files[order] !== file) joined |= ORDER_FLAG.severalFiles
    if (this.customers[order] === NONE) this.customers[order] = customer
    else if (customer !== NONE && this.customers[order] !== customer) joined |= ORDER_FLAG.severalCustomers
    if (at < this.at[order]!) this.at[order] = at
    this.flags[order] = joined
  }
}

/** Lines of one order, gathered. */
interface OrderPart {
  readonly flags: number
  readonly customer: number
  readonly file: number
  readonly at: number
  readonly lines: number
  readonly amount: number
}

/** Codes in place, those of nobody left as they are. */
export function recodeAll(codes: Int32Array, recode: Int32Array): void {
  for (let i = 0; i < codes.length; i++) if (codes[i] !== NONE) codes[i] = recode[codes[i]!]!
}

function greatest(codes: Int32Array): number {
  let most = NONE
  for (const code of codes) if (code > most) most = code
  return most
}
