/** When customers were acquired, where a column says it, beside what they ordered. */

import type { Day } from '../math/calendar.ts'
import type { Events } from '../rollups/events.ts'
import type { Histories } from '../rollups/histories.ts'
import type { Signups } from '../rollups/signups.ts'

/** What customers did, one run of entries after another. */
type Runs = Histories | Events

export interface Acquisition<R extends Runs> {
  /** Customers of the export, and after them those acquired by the as-of date who did nothing: their runs are empty. */
  readonly members: R
  /** By member; NaN where no day is known. */
  readonly days: Float64Array
  /** Members who did nothing. */
  readonly prospects: number
  /** Members of whom no day is known. */
  readonly unknown: number
}

/** Null where no column says when anybody was acquired; 8 bytes a customer else. */
export function acquisitionOf<R extends Runs>(runs: R, signups: Signups, asOf: Day): Acquisition<R> | null {
  if (!signups.isKnown) return null
  const own = Float64Array.from(
    { length: runs.customers },
    (_, customer) => signups.dayOf(runs.id(customer)) ?? Number.NaN,
  )
  const unknown = own.reduce((count, day) => count + (Number.isNaN(day) ? 1 : 0), 0)
  const prospects = prospectsOf(runs, signups, own.length - unknown, asOf)
  const days = new Float64Array(own.length + prospects.length)
  days.set(own)
  days.set(
    prospects.map(id => signups.dayOf(id)!),
    own.length,
  )
  return { members: withEmptyRuns(runs, prospects), days, prospects: prospects.length, unknown }
}

/** Ids of customers acquired by the as-of date who are not among the others. */
function prospectsOf({ customers, id }: Runs, signups: Signups, known: number, asOf: Day): string[] {
  if (signups.customers === known) return []
  const others = new Set(Array.from({ length: customers }, (_, customer) => id(customer)))
  return signups.ids().filter(one => !others.has(one) && signups.dayOf(one)! <= asOf)
}

function withEmptyRuns<R extends Runs>(runs: R, ids: readonly string[]): R {
  if (ids.length === 0) return runs
  const { customers, id } = runs
  const longer = (offsets: Uint32Array) => {
    const all = new Uint32Array(customers + ids.length + 1).fill(offsets[customers]!)
    all.set(offsets.subarray(0, customers + 1))
    return all
  }
  return {
    ...runs,
    customers: customers + ids.length,
    id: (customer: number) => (customer < customers ? id(customer) : ids[customer - customers]!),
    ...('pairOffsets' in runs
      ? { pairOffsets: longer(runs.pairOffsets) }
      : { offsets: longer(runs.offsets) }),
  }
}
