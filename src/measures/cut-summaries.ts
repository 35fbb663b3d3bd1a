/** Summaries as they stood on an earlier date: what was of later days is taken out. */

import type { Day } from '../math/calendar.ts'
import type { Zone } from '../math/zone.ts'
import type { Events } from '../rollups/events.ts'
import type { Histories } from '../rollups/histories.ts'
import type { Orders } from '../rollups/orders.ts'
import type { Spells } from '../rollups/spells.ts'
import { cutHistories } from './cut-histories.ts'
import { pickAt } from './pick-customers.ts'
import { pickRuns } from './pick-runs.ts'

/** Of every kind that holds days; others, such as dates of signup, hold for any date. */
export function cutSummary(summary: unknown, asOf: Day, zone: Zone): unknown {
  if (!summary || typeof summary !== 'object') return summary
  if ('grain' in summary) return cutHistories(summary as Histories, asOf, zone)
  if ('pairOffsets' in summary) return cutEvents(summary as Events, asOf)
  if ('isOrder' in summary) return cutOrders(summary as Orders, asOf)
  return 'starts' in summary ? cutSpells(summary as Spells, asOf) : summary
}

/** Places of those for whom it holds. */
const placesWhere = (size: number, holds: (place: number) => boolean): Uint32Array =>
  Uint32Array.from({ length: size }, (_, place) => place).filter(holds)

/** Days ascend within a pair, so that what is later is the end of each run; whoever did nothing by then is not there. */
function cutEvents(events: Events, asOf: Day): Events {
  const { customers, id, pairOffsets, pairEvents, offsets, days, counts } = events
  const pairs = placesWhere(pairEvents.length, pair => days[offsets[pair]!]! <= asOf)
  const runs = pickRuns(offsets, pairs)
  const isKept = (entry: number) => days[entry]! <= asOf
  const entries = runs.entries.filter(isKept)
  const ends = new Uint32Array(pairs.length + 1)
  for (const [rank, pair] of pairs.entries()) {
    let end = offsets[pair]!
    while (end < offsets[pair + 1]! && isKept(end)) end++
    ends[rank + 1] = ends[rank]! + end - offsets[pair]!
  }
  const { there, offsets: keptOffsets } = keptRuns(customers, pairOffsets, pairs)
  return {
    ...events,
    customers: there.length,
    id: customer => id(there[customer]!),
    pairOffsets: keptOffsets,
    pairEvents: pickAt(pairEvents, pairs),
    offsets: ends,
    days: pickAt(days, entries),
    counts: pickAt(counts, entries),
  }
}

function cutOrders(orders: Orders, asOf: Day): Orders {
  const kept = placesWhere(orders.size, place => orders.days[place]! <= asOf)
  return {
    ...orders,
    size: kept.length,
    customers: pickAt(orders.customers, kept),
    days: pickAt(orders.days, kept),
    isOrder: pickAt(orders.isOrder, kept),
    amounts: pickAt(orders.amounts, kept),
  }
}

/** A spell that has begun by then; when it ends was not known yet, but is the same. */
function cutSpells(spells: Spells, asOf: Day): Spells {
  const { customers, id, offsets, starts, ends, amounts } = spells
  const kept = placesWhere(starts.length, place => starts[place]! <= asOf)
  const { there, offsets: keptOffsets } = keptRuns(customers, offsets, kept)
  return {
    ...spells,
    customers: there.length,
    id: customer => id(there[customer]!),
    offsets: keptOffsets,
    starts: pickAt(starts, kept),
    ends: pickAt(ends, kept),
    amounts: pickAt(amounts, kept),
  }
}

/** Customers who have any of the kept entries, ascending, and where the entries of each lie among those. */
function keptRuns(customers: number, offsets: Uint32Array, kept: Uint32Array) {
  const before = new Uint32Array(offsets[customers]! + 1)
  for (const entry of kept) before[entry + 1] = 1
  for (let entry = 0; entry + 1 < before.length; entry++) before[entry + 1]! += before[entry]!
  const upTo = (customer: number) => before[offsets[customer]!]!
  const there = placesWhere(customers, customer => upTo(customer + 1) > upTo(customer))
  const runs = new Uint32Array(there.length + 1)
  for (const [i, customer] of there.entries()) runs[i + 1] = upTo(customer + 1)
  return { there, offsets: runs }
}
