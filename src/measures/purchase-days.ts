/** Per customer the distinct local days with an order: what gaps, states and time to repeat are counted in. */

import type { Zone } from '../math/zone.ts'
import type { Histories } from '../rollups/histories.ts'
import { pickAt } from './pick-customers.ts'
import { pickRuns } from './pick-runs.ts'
import { remembered } from './remembered.ts'

export interface PurchaseDays {
  readonly customers: number
  /** The days of customer c are offsets[c] to offsets[c + 1]: at least one, ascending, each different. */
  readonly offsets: Uint32Array
  readonly days: Int32Array
}

/** Leaves out days with refunds alone; 4 bytes a purchase day and customer. */
export const purchaseDays = (histories: Histories, zone: Zone): PurchaseDays => daysIn(zone)(histories)

/** By the zone, and then by the histories. */
const daysIn = remembered((zone: Zone) => remembered((histories: Histories) => daysOf(histories, zone)))

function daysOf(histories: Histories, zone: Zone): PurchaseDays {
  const { grain, customers, at, orders } = histories
  const offsets = new Uint32Array(customers + 1)
  const days = new Int32Array(at.length)
  let size = 0
  for (let customer = 0; customer < customers; customer++) {
    const first = size
    const end = histories.offsets[customer + 1]!
    for (let entry = histories.offsets[customer]!; entry < end; entry++) {
      if (orders[entry] === 0) continue
      const day = grain === 'day' ? at[entry]! : zone.dayOf(at[entry]!)
      if (size === first || days[size - 1] !== day) days[size++] = day
    }
    offsets[customer + 1] = size
  }
  return { customers, offsets, days: days.subarray(0, size) }
}

/** Of those customers alone, who ascend. */
export function pickDays({ offsets, days }: PurchaseDays, customers: Uint32Array): PurchaseDays {
  const picked = pickRuns(offsets, customers)
  return { customers: customers.length, offsets: picked.offsets, days: pickAt(days, picked.entries) }
}
