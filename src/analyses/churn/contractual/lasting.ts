/** Spells as they count: payments end when what they cover does, and short gaps are bridged. */

import { civil, type Day, dayOf } from '../../../math/calendar.ts'
import { pickAt } from '../../../measures/pick-customers.ts'
import { pickRuns } from '../../../measures/pick-runs.ts'
import { RUNNING, type Spells } from '../../../rollups/spells.ts'
import type { Covered } from './contractual-flags.ts'

export interface LastingOptions {
  /** How long a spell without an end lasts; for ever where null. */
  readonly covers: Covered | null
  /** A gap of up to so many days is a pause: the spell before it goes on. */
  readonly pauseDays: number
}

/** The same spells with the ends that count, and amounts by month. */
export function lasting(spells: Spells, { covers, pauseDays }: LastingOptions): Spells {
  if (covers === null && pauseDays === 0) return spells
  const { starts, amounts } = spells
  const isPayment = (place: number) => covers !== null && spells.ends[place] === RUNNING
  const ends = spells.ends.map((end, place) => (isPayment(place) ? endOf(starts[place]!, covers!) : end))
  const monthly = amounts.map((amount, place) =>
    isPayment(place) ? Math.round(amount / monthsOf(covers!)) : amount,
  )
  const bridged = { ...spells, ends, amounts: monthly }
  if (pauseDays > 0) bridge(bridged, pauseDays)
  return bridged
}

/** A payment of 31 January for a month covers up to the last day of February. */
function endOf(start: Day, { count, unit }: Covered): Day {
  if (unit === 'day') return start + count
  if (unit === 'week') return start + 7 * count
  const { year, month, dayOfMonth } = civil(start)
  const months = month + count * (unit === 'year' ? 12 : 1)
  return Math.min(dayOf(year, months, dayOfMonth), dayOf(year, months + 1, 1) - 1)
}

/** A month is 365.25 / 12 days where the length is no whole number of months. */
function monthsOf({ count, unit }: Covered): number {
  const MONTHS = { day: 12 / 365.25, week: (12 * 7) / 365.25, month: 1, year: 12 }
  return count * MONTHS[unit]
}

/** Has what ended last before a short gap go on until the gap is over, in place. */
function bridge({ customers, offsets, starts, ends }: Spells, pauseDays: number): void {
  for (let customer = 0; customer < customers; customer++) {
    let covered = Number.NEGATIVE_INFINITY
    for (let place = offsets[customer]!; place < offsets[customer + 1]!; place++) {
      const gap = starts[place]! - covered
      if (gap > 0 && gap <= pauseDays) extend(ends, offsets[customer]!, place, covered, starts[place]!)
      covered = Math.max(covered, ends[place]!)
    }
  }
}

function extend(ends: Int32Array, from: number, to: number, ended: Day, until: Day): void {
  for (let place = from; place < to; place++) if (ends[place] === ended) ends[place] = until
}

/** The spells of those customers alone, who ascend; of all where null. */
export function pickSpells(spells: Spells, customers: Uint32Array | null): Spells {
  if (customers === null) return spells
  const { offsets, starts, ends, amounts, id } = spells
  const picked = pickRuns(offsets, customers)
  return {
    ...spells,
    customers: customers.length,
    id: rank => id(customers[rank]!),
    offsets: picked.offsets,
    starts: pickAt(starts, picked.entries),
    ends: pickAt(ends, picked.entries),
    amounts: pickAt(amounts, picked.entries),
  }
}
