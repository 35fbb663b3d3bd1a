/** Per customer the days with any of some events: several names in an export may mean one thing. */

import type { Events } from '../rollups/events.ts'
import type { PurchaseDays } from './purchase-days.ts'

/** The entries of customer c are offsets[c] to offsets[c + 1], which may be none; days ascend, each different. */
export interface DayRuns {
  readonly offsets: Uint32Array
  readonly days: ArrayLike<number>
  /** Orders, or events, of the day. */
  readonly counts: ArrayLike<number>
}

/** `isAsked` is by index into the names of the events; 8 bytes a customer and day. */
export function eventDays(
  events: Events,
  isAsked: readonly boolean[],
): DayRuns & { readonly days: Int32Array } {
  const { customers, pairOffsets, pairEvents, offsets } = events
  const days = new Int32Array(events.days.length)
  const counts = new Int32Array(events.days.length)
  const ends = new Uint32Array(customers + 1)
  let size = 0
  for (let customer = 0; customer < customers; customer++) {
    const first = size
    for (let pair = pairOffsets[customer]!; pair < pairOffsets[customer + 1]!; pair++) {
      if (!isAsked[pairEvents[pair]!]) continue
      for (let entry = offsets[pair]!; entry < offsets[pair + 1]!; entry++)
        size = insert(days, counts, first, size, events.days[entry]!, events.counts[entry]!)
    }
    ends[customer + 1] = size
  }
  return { offsets: ends, days: days.subarray(0, size), counts: counts.subarray(0, size) }
}

/** Keeps the entries from `first` sorted by day, each day once; runs that follow one another are only appended. */
function insert(
  days: Int32Array,
  counts: Int32Array,
  first: number,
  size: number,
  day: number,
  count: number,
): number {
  let place = size
  while (place > first && days[place - 1]! > day) place--
  if (place > first && days[place - 1] === day) {
    counts[place - 1]! += count
    return size
  }
  days.copyWithin(place + 1, place, size)
  counts.copyWithin(place + 1, place, size)
  days[place] = day
  counts[place] = count
  return size + 1
}

/** The same as active days, of the customers who have any. */
export function activeDays(
  events: Events,
  isAsked: readonly boolean[],
): PurchaseDays & { readonly places: Uint32Array } {
  const { offsets, days } = eventDays(events, isAsked)
  const places = new Uint32Array(events.customers)
  const ends = new Uint32Array(events.customers + 1)
  let size = 0
  for (let customer = 0; customer < events.customers; customer++) {
    if (offsets[customer] === offsets[customer + 1]) continue
    places[size++] = customer
    ends[size] = offsets[customer + 1]!
  }
  return { customers: size, places: places.subarray(0, size), offsets: ends.subarray(0, size + 1), days }
}
