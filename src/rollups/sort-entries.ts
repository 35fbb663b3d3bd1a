/** Entries in the order of their customers' ids, each customer's by time: the same for any order of rows. */

import type { Dictionary } from '../batches/dictionary.ts'
import type { EntryTable } from './entry-table.ts'

export interface SortedEntries {
  /** Codes of the customers with at least one order, by id. */
  readonly buyers: Int32Array
  /** Codes of the customers with refunds alone, by id; their entries are left out. */
  readonly refundOnly: Int32Array
  readonly offsets: Uint32Array
  readonly at: Float64Array
  readonly orders: Int32Array
  readonly amounts: Float64Array
}

export function sortEntries(entries: EntryTable, ids: Dictionary): SortedEntries {
  const count = new Uint32Array(ids.size)
  const ordersOf = new Float64Array(ids.size)
  for (let i = 0; i < entries.size; i++) {
    count[entries.customers[i]!]!++
    ordersOf[entries.customers[i]!]! += entries.orders[i]!
  }
  const codesWhere = (keep: (code: number) => boolean) => {
    const codes: number[] = []
    for (let code = 0; code < ids.size; code++) if (keep(code)) codes.push(code)
    return ids.sorted(Int32Array.from(codes))
  }
  const buyers = codesWhere(code => ordersOf[code]! > 0)
  const refundOnly = codesWhere(code => ordersOf[code] === 0 && count[code]! > 0)

  const offsets = new Uint32Array(buyers.length + 1)
  const next = new Float64Array(ids.size).fill(-1)
  for (let rank = 0; rank < buyers.length; rank++) {
    const code = buyers[rank]!
    next[code] = offsets[rank]!
    offsets[rank + 1] = offsets[rank]! + count[code]!
  }
  const order = new Uint32Array(offsets[buyers.length]!)
  for (let i = 0; i < entries.size; i++) {
    const code = entries.customers[i]!
    if (next[code] !== -1) order[next[code]!++] = i
  }
  for (let rank = 0; rank < buyers.length; rank++) {
    const run = order.subarray(offsets[rank], offsets[rank + 1])
    if (run.length > 1) run.sort((a, b) => entries.at[a]! - entries.at[b]!)
  }
  return { buyers, refundOnly, offsets, ...gather(entries, order) }
}

function gather(entries: EntryTable, order: Uint32Array) {
  const at = new Float64Array(order.length)
  const orders = new Int32Array(order.length)
  const amounts = new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) {
    const entry = order[i]!
    at[i] = entries.at[entry]!
    orders[i] = entries.orders[entry]!
    amounts[i] = entries.amounts[entry]!
  }
  return { at, orders, amounts }
}
