/**
 * Three rates that are called repeat purchase rate too, by calendar period (definition R7, a to c): kept apart from the
 * headline, which has a fixed horizon.
 */

import type { Zone } from '../../math/zone.ts'
import type { Histories } from '../../rollups/histories.ts'

/** Customers by period, counted from that of the first day. */
export interface PeriodRepeat {
  /** With an order in the period. */
  readonly buyers: Int32Array
  /** Those of them with a second purchase in it. */
  readonly inPeriod: Int32Array
  /** … with a second purchase by its end. */
  readonly byEnd: Int32Array
  /** … by the as-of date: this one changes when the future comes. */
  readonly toDate: Int32Array
}

export interface PeriodRepeatOptions {
  readonly periods: number
  /** Local day → period; rises with the day. */
  periodOf(day: number): number
  /** Whether orders of one day count as several purchases. */
  readonly sameDay: boolean
  readonly zone: Zone
}

/** One pass over histories of either grain. */
export function repeatByPeriod(histories: Histories, options: PeriodRepeatOptions): PeriodRepeat {
  const { customers, offsets, at, orders, grain } = histories
  const { periodOf, sameDay, zone } = options
  const found = emptyRepeat(options.periods)
  for (let customer = 0; customer < customers; customer++) {
    let day = Number.NaN
    let period = NONE
    let total = 0
    let within = 0
    const end = offsets[customer + 1]!
    for (let entry = offsets[customer]!; entry < end; entry++) {
      if (orders[entry] === 0) continue
      const own = grain === 'day' ? at[entry]! : zone.dayOf(at[entry]!)
      const ownPeriod = periodOf(own)
      if (ownPeriod !== period) {
        close(found, period, total, within)
        period = ownPeriod
        within = 0
      }
      const purchases = sameDay ? orders[entry]! : own === day ? 0 : 1
      day = own
      total += purchases
      within += purchases
    }
    close(found, period, total, within)
    if (total < 2) continue
    period = NONE
    for (let entry = offsets[customer]!; entry < end; entry++) {
      if (orders[entry] === 0) continue
      const ownPeriod = periodOf(grain === 'day' ? at[entry]! : zone.dayOf(at[entry]!))
      if (ownPeriod !== period) found.toDate[ownPeriod]!++
      period = ownPeriod
    }
  }
  return found
}

const NONE = -1

/** What a customer has done by the end of a period with an order. */
function close({ buyers, inPeriod, byEnd }: PeriodRepeat, period: number, total: number, within: number) {
  if (period === NONE) return
  buyers[period]!++
  if (within >= 2) inPeriod[period]!++
  if (total >= 2) byEnd[period]!++
}

const emptyRepeat = (periods: number): PeriodRepeat => ({
  buyers: new Int32Array(periods),
  inPeriod: new Int32Array(periods),
  byEnd: new Int32Array(periods),
  toDate: new Int32Array(periods),
})
