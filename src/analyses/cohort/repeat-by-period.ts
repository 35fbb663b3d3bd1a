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
  const visited: number[] = []
  let [total, within] = [0, 0]
  const close = () => {
    const period = visited.at(-1)
    if (period === undefined) return
    found.buyers[period]!++
    if (within >= 2) found.inPeriod[period]!++
    if (total >= 2) found.byEnd[period]!++
    within = 0
  }
  for (let customer = 0; customer < customers; customer++) {
    let day = Number.NaN
    total = 0
    visited.length = 0
    for (let entry = offsets[customer]!; entry < offsets[customer + 1]!; entry++) {
      if (orders[entry] === 0) continue
      const own = grain === 'day' ? at[entry]! : zone.dayOf(at[entry]!)
      const period = periodOf(own)
      if (visited.at(-1) !== period) {
        close()
        visited.push(period)
      }
      const purchases = sameDay ? orders[entry]! : own === day ? 0 : 1
      day = own
      total += purchases
      within += purchases
    }
    close()
    if (total >= 2) for (const period of visited) found.toDate[period]!++
  }
  return found
}

const emptyRepeat = (periods: number): PeriodRepeat => ({
  buyers: new Int32Array(periods),
  inPeriod: new Int32Array(periods),
  byEnd: new Int32Array(periods),
  toDate: new Int32Array(periods),
})
