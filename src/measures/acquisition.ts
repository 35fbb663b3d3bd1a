/** When customers were acquired, where a column says it, beside what they ordered. */

import type { Day } from '../math/calendar.ts'
import type { Histories } from '../rollups/histories.ts'
import type { Signups } from '../rollups/signups.ts'

export interface Acquisition {
  /** Customers with an order, and after them those acquired by the as-of date who have none: their runs are empty. */
  readonly members: Histories
  /** By member; NaN where no day is known. */
  readonly days: Float64Array
  /** Members without an order. */
  readonly prospects: number
  /** Members of whom no day is known. */
  readonly unknown: number
}

/** Null where no column says when anybody was acquired; 8 bytes a customer else. */
export function acquisitionOf(histories: Histories, signups: Signups, asOf: Day): Acquisition | null {
  if (!signups.isKnown) return null
  const own = Float64Array.from({ length: histories.customers }, (_, customer) =>
    numberOf(signups.dayOf(histories.id(customer))),
  )
  const unknown = own.reduce((count, day) => count + (Number.isNaN(day) ? 1 : 0), 0)
  const prospects = prospectsOf(histories, signups, own.length - unknown, asOf)
  const days = new Float64Array(own.length + prospects.length)
  days.set(own)
  days.set(
    prospects.map(id => signups.dayOf(id)!),
    own.length,
  )
  return { members: withEmptyRuns(histories, prospects), days, prospects: prospects.length, unknown }
}

const numberOf = (day: Day | null) => day ?? Number.NaN

/** Ids of customers acquired by the as-of date who have no order by then. */
function prospectsOf(histories: Histories, signups: Signups, known: number, asOf: Day): string[] {
  if (signups.customers === known) return []
  const buyers = new Set(Array.from({ length: histories.customers }, (_, customer) => histories.id(customer)))
  return signups.ids().filter(id => !buyers.has(id) && signups.dayOf(id)! <= asOf)
}

function withEmptyRuns(histories: Histories, ids: readonly string[]): Histories {
  if (ids.length === 0) return histories
  const { customers, offsets, id } = histories
  const longer = new Uint32Array(customers + ids.length + 1).fill(offsets[customers]!)
  longer.set(offsets)
  return {
    ...histories,
    customers: customers + ids.length,
    id: customer => (customer < customers ? id(customer) : ids[customer - customers]!),
    offsets: longer,
  }
}
