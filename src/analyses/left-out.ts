/** What the rows held that no customer's history does. */

import type { EventTotals } from '../rollups/events.ts'
import type { HistoryTotals } from '../rollups/histories.ts'
import { thousands } from '../math/thousands.ts'

/** A note each on refunds without an order and on orders without a customer (definitions G6, G8); none where there are none. */
export function leftOutNotes({ refundOnly, orders, ordersWithoutCustomer }: HistoryTotals): string[] {
  const notes: string[] = []
  if (refundOnly.length > 0) {
    notes.push(`Left out: ${counted(refundOnly.length, 'customer')} with refunds only.`)
  }
  if (ordersWithoutCustomer > 0) {
    const share = `${((100 * ordersWithoutCustomer) / orders).toFixed(1)}%`
    notes.push(
      `Left out: ${counted(ordersWithoutCustomer, 'order')} without a customer (${share} of all orders).`,
    )
  }
  return notes
}

/** "1 customer", "2,000 customers". */
export const counted = (amount: number, what: string) =>
  `${thousands(amount)} ${what}${amount === 1 ? '' : 's'}`

/** The same of an export of events: rows that say not who, or not what. */
export function eventNotes({ rows, rowsWithoutCustomer, rowsWithoutEvent }: EventTotals): string[] {
  const note = (count: number, what: string) =>
    count === 0
      ? []
      : [`Left out: ${counted(count, 'row')} without ${what} (${((100 * count) / rows).toFixed(1)}%).`]
  return [...note(rowsWithoutCustomer, 'a customer'), ...note(rowsWithoutEvent, 'an event')]
}
