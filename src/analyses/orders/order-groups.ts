/** Orders in groups by what is known of their customers; orders without one are in the group without a value. */

import type { Groups } from '../../measures/groups.ts'
import type { Attributes } from '../../rollups/attributes.ts'
import type { Orders } from '../../rollups/orders.ts'
import { breakdownGroups, breakdownNotes } from '../breakdown.ts'
import type { BreakdownOptions } from '../breakdown-flags.ts'

export interface OrderGroups {
  /** Of the people at `places`. */
  readonly groups: Groups | null
  /** Places in the orders that occur, ascending; 0, which is nobody, too. */
  readonly places: Int32Array
  readonly notes: readonly string[]
}

export function orderGroups(orders: Orders, attributes: Attributes, options: BreakdownOptions): OrderGroups {
  const places = placesOf(orders)
  const of = (own: Int32Array) => ({
    customers: own.length,
    id: (i: number) => (own[i] === 0 ? '' : orders.id(own[i]!)),
  })
  const groups = breakdownGroups(attributes, of(places), options)
  const people = places[0] === 0 ? places.subarray(1) : places
  return { groups, places, notes: breakdownNotes(groups, attributes, of(people)) }
}

/** Whether the customer at a place is one of the members, who are indices into the places. */
export function isAmong(places: Int32Array, members: Uint32Array): (place: number) => boolean {
  const isIn = new Uint8Array((places.at(-1) ?? 0) + 1)
  for (const member of members) isIn[places[member]!] = 1
  return place => isIn[place] === 1
}

/** Orders are sorted by customer. */
function placesOf({ customers, size }: Orders): Int32Array {
  const found: number[] = []
  for (let i = 0; i < size; i++) if (customers[i] !== found.at(-1)) found.push(customers[i]!)
  return Int32Array.from(found)
}
