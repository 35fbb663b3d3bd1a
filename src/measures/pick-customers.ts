/** Histories of some customers alone. */

import type { Histories } from '../rollups/histories.ts'

/** Of those places, which ascend, so that ids stay sorted. The totals stay those of everything used. */
export function pickCustomers(histories: Histories, places: Uint32Array): Histories {
  const { offsets, at, orders, amounts } = histories
  const picked = new Uint32Array(places.length + 1)
  for (const [rank, place] of places.entries())
    picked[rank + 1] = picked[rank]! + offsets[place + 1]! - offsets[place]!
  const size = picked[places.length]!
  const own = {
    at: at instanceof Int32Array ? new Int32Array(size) : new Float64Array(size),
    orders: new Int32Array(size),
    amounts: new Float64Array(size),
  }
  for (const [rank, place] of places.entries()) {
    const [from, to] = [offsets[place]!, offsets[place + 1]!]
    own.at.set(at.subarray(from, to), picked[rank])
    own.orders.set(orders.subarray(from, to), picked[rank])
    own.amounts.set(amounts.subarray(from, to), picked[rank])
  }
  return {
    ...histories,
    ...own,
    customers: places.length,
    id: customer => histories.id(places[customer]!),
    offsets: picked,
  }
}

/** Which of `places` are among `members`, as indices into them; both ascend. */
export function ranksOf(places: Uint32Array, members: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(Math.min(places.length, members.length))
  let size = 0
  let member = 0
  for (let rank = 0; rank < places.length; rank++) {
    while (member < members.length && members[member]! < places[rank]!) member++
    if (members[member] === places[rank]) ranks[size++] = rank
  }
  return ranks.subarray(0, size)
}

/** The values at those ranks. */
export function pickAt<A extends Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array>(
  values: A,
  ranks: Uint32Array,
): A {
  const picked = new (values.constructor as new (size: number) => A)(ranks.length)
  for (let i = 0; i < ranks.length; i++) picked[i] = values[ranks[i]!]!
  return picked
}
