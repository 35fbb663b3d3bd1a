/** Customers who are older than the export, where a column says when they were acquired. */

import type { Day } from '../math/calendar.ts'
import type { Signups } from '../rollups/signups.ts'

export interface OldCustomers {
  /** By customer: 1 where acquired before the first row. */
  readonly isOld: Uint8Array
  readonly old: number
  /** Customers of whom no day is known. */
  readonly unknown: number
}

interface Customers {
  readonly customers: number
  id(customer: number): string
}

/** Null where no column says it. */
export function oldCustomers(
  { customers, id }: Customers,
  signups: Signups,
  firstDay: Day,
): OldCustomers | null {
  if (!signups.isKnown) return null
  const isOld = new Uint8Array(customers)
  let [old, unknown] = [0, 0]
  for (let customer = 0; customer < customers; customer++) {
    const day = signups.dayOf(id(customer))
    if (day === null) unknown++
    else if (day < firstDay) {
      isOld[customer] = 1
      old++
    }
  }
  return { isOld, old, unknown }
}

/** Whether everybody is known to have been acquired in the days of the export: then no history is missing. */
export const isWholeHistory = (found: OldCustomers | null): boolean =>
  found !== null && found.old === 0 && found.unknown === 0
