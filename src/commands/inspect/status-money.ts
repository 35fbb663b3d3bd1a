/** Orders and money of each status, the ones that are left out included: what it would cost to count them, or not to. */

import type { Batch } from '../../batches/batch.ts'

export interface StatusTotal {
  readonly rows: number
  /** Different order ids; rows, where there is no order column. */
  readonly orders: number
  readonly units: bigint
}

interface Total {
  rows: number
  orders: number
  units: bigint
}

export class StatusMoney {
  /** By value of the status column, of the rows that count. */
  readonly #byStatus = new Map<string, Total>()
  /** By reason, of the rows that are left out by what they are. */
  readonly #byReason = new Map<string, Total>()
  /** By order code: 1 where the order was counted. */
  #seen = new Uint8Array(0)

  /** Kept as a property, so that it can be handed on as a listener. */
  readonly add = (batch: Batch): void => {
    const statuses = batch.has('status') ? batch.codes('status') : null
    const { marks, reasons } = batch.leftOut ?? { marks: null, reasons: [] }
    if (statuses === null && marks === null) return
    const amounts = batch.has('amount') ? batch.amounts('amount') : null
    const isNew = this.#newOrders(batch)
    const named = this.#namesOf(batch)
    for (let row = 0; row < batch.rows; row++) {
      const mark = marks?.[row] ?? 0
      const total = mark > 0 ? totalOf(this.#byReason, reasons[mark - 1]!) : named(statuses?.[row] ?? -1)
      if (total === null) continue
      total.rows++
      total.orders += isNew(row) ? 1 : 0
      if (amounts) total.units += BigInt(amounts[row]!)
    }
  }

  ofStatus(value: string): StatusTotal | null {
    return this.#byStatus.get(value) ?? null
  }

  get leftOut(): readonly (readonly [reason: string, total: StatusTotal])[] {
    return [...this.#byReason]
  }

  /** Values of the status column of rows that count; of more than a few, the first. */
  get statuses(): readonly string[] {
    return [...this.#byStatus.keys()]
  }

  #namesOf(batch: Batch): (status: number) => Total | null {
    const cached: (Total | null)[] = []
    return status => {
      if (status === -1) return null
      const known = cached[status]
      if (known !== undefined) return known
      const value = batch.dictionary('status').text(status)
      // A column of more values is no status.
      const isFull = this.#byStatus.size >= MOST_STATUSES && !this.#byStatus.has(value)
      const total = isFull ? null : totalOf(this.#byStatus, value)
      cached[status] = total
      return total
    }
  }

  #newOrders(batch: Batch): (row: number) => boolean {
    if (!batch.has('order')) return () => true
    const orders = batch.codes('order')
    const { size } = batch.dictionary('order')
    if (this.#seen.length < size) {
      const seen = new Uint8Array(Math.max(size, this.#seen.length * 2))
      seen.set(this.#seen)
      this.#seen = seen
    }
    return row => {
      const order = orders[row]!
      if (order === -1) return true
      const isNew = this.#seen[order] === 0
      this.#seen[order] = 1
      return isNew
    }
  }
}

const MOST_STATUSES = 100

function totalOf(totals: Map<string, Total>, key: string): Total {
  const known = totals.get(key)
  if (known) return known
  const total = { rows: 0, orders: 0, units: 0n }
  totals.set(key, total)
  return total
}
