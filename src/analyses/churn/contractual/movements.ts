/** What happens to customers and to recurring revenue in each period (definitions C1 and R5). */

import type { Spells } from '../../../rollups/spells.ts'
import { emptyMovements as emptyMoney, type RevenueMovements } from '../../revenue-movements.ts'

/** By period, customers or money in units; money is that of the customers counted beside it. */
export interface Movements {
  readonly atStart: Int32Array
  readonly churned: Int32Array
  readonly fresh: Int32Array
  readonly reactivated: Int32Array
  readonly atEnd: Int32Array
  /** Active in the period, but neither before nor after it. */
  readonly joinedAndLeft: Int32Array
  readonly expanded: Int32Array
  readonly contracted: Int32Array
  readonly money: RevenueMovements
}

/** Local days → periods counted from that of the first day; days after the last one are in `periods`. */
export interface Timeline {
  readonly periods: number
  periodOf(day: number): number
  /** Whether a customer was acquired before the period of their first spell: then that is no new customer. */
  isKnownBefore?(customer: number, firstStart: number): boolean
}

/**
 * Boundary b lies before the first day of period b: what starts on that day is not yet active there, what ends on
 * it still is. So starts and ends are events of the day they carry, and the end of a period is the start of the next.
 */
export function movements(
  spells: Spells,
  { periods, periodOf, isKnownBefore = () => false }: Timeline,
): Movements {
  const found = emptyMovements(periods)
  const active = new Int32Array(periods + 1)
  const money = new Float64Array(periods + 1)
  const touched = new Uint8Array(periods + 1)
  for (let customer = 0; customer < spells.customers; customer++) {
    const from = spells.offsets[customer]!
    const to = spells.offsets[customer + 1]!
    const first = periodOf(spells.starts[from]!)
    let last = first
    const fresh = isKnownBefore(customer, spells.starts[from]!) ? -1 : first
    for (let place = from; place < to; place++) {
      const start = periodOf(spells.starts[place]!)
      const end = periodOf(spells.ends[place]!)
      touched[start] = 1
      if (end > last) last = end
      if (start > last) last = start
      for (let boundary = start + 1; boundary <= end; boundary++) {
        active[boundary]!++
        money[boundary]! += spells.amounts[place]!
      }
    }
    last = Math.min(last, periods - 1)
    for (let period = first; period <= last; period++) count(found, period, fresh, active, money, touched)
    for (const values of [active, money, touched]) values.fill(0, first, last + 2)
  }
  return found
}

function count(
  found: Movements,
  period: number,
  fresh: number,
  active: Int32Array,
  money: Float64Array,
  touched: Uint8Array,
): void {
  const [before, after] = [money[period]!, money[period + 1]!]
  const [wasActive, isActive] = [active[period]! > 0, active[period + 1]! > 0]
  const add = (kind: keyof RevenueMovements, units: number) => {
    found[kind][period]!++
    found.money[kind].add(period, units)
  }
  if (wasActive) add('atStart', before)
  if (isActive) add('atEnd', after)
  if (wasActive && !isActive) add('churned', before)
  if (!wasActive && isActive) add(period === fresh ? 'fresh' : 'reactivated', after)
  if (wasActive && isActive && after > before) add('expanded', after - before)
  if (wasActive && isActive && after < before) add('contracted', before - after)
  if (!wasActive && !isActive && touched[period]) found.joinedAndLeft[period]!++
}

function emptyMovements(periods: number): Movements {
  const counts = () => new Int32Array(periods)
  return {
    atStart: counts(),
    churned: counts(),
    fresh: counts(),
    reactivated: counts(),
    atEnd: counts(),
    joinedAndLeft: counts(),
    expanded: counts(),
    contracted: counts(),
    money: emptyMoney(periods),
  }
}
