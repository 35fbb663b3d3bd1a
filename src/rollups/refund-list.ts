/** Refund rows that wait until it is known whether their version of the order counts. */

import { grown } from '../batches/grow.ts'

/** 24 bytes a refund row. */
export class RefundList {
  size = 0
  orders = new Int32Array(0)
  customers = new Int32Array(0)
  at = new Float64Array(0)
  amounts = new Float64Array(0)

  add(order: number, customer: number, at: number, amount: number): void {
    const row = this.size++
    this.orders = grown(this.orders, this.size)
    this.customers = grown(this.customers, this.size)
    this.at = grown(this.at, this.size)
    this.amounts = grown(this.amounts, this.size)
    this.orders[row] = order
    this.customers[row] = customer
    this.at[row] = at
    this.amounts[row] = amount
  }

  toPlain() {
    const { size, orders, customers, at, amounts } = this
    return { size, orders, customers, at, amounts }
  }

  static fromPlain(plain: ReturnType<RefundList['toPlain']>): RefundList {
    return Object.assign(new RefundList(), plain)
  }
}
