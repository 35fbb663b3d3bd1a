/** Who churns and who comes back in each calendar period (definitions C2 and R9), in one pass over purchase days. */

import type { Day, Periods } from '../../../math/calendar.ts'
import { daysToChurn } from '../../../measures/churn-state.ts'
import type { PurchaseDays } from '../../../measures/purchase-days.ts'

export interface PeriodChurnOptions {
  readonly periods: Periods
  /** The first and last day of the history. */
  readonly firstDay: Day
  readonly asOf: Day
  readonly t2: number
  /** Days after the first day of a period in which an order wins a customer back. */
  readonly withinDays: number
}

/** Customers by period, the period of the first day first; nobody is in a cell twice. */
export interface PeriodChurn {
  /** Not churned at the end of the day before the period. */
  readonly atStart: Int32Array
  /** Those of them who churned on a day of the period, whatever they did later. */
  readonly churned: Int32Array
  /** Others who churned in it: they joined or came back in the period itself. */
  readonly enteredAndChurned: Int32Array
  /** Churned at the end of the first day of the period. */
  readonly lapsed: Int32Array
  /** Those of them with an order in the days after it that count. */
  readonly wonBack: Int32Array
}

/**
 * A customer is not churned from a purchase on, until the day on which the days since the last one first exceed T2;
 * then churned until the next purchase day. Whoever buys on that very day is churned on no day.
 */
export function churnByPeriod(purchases: PurchaseDays, options: PeriodChurnOptions): PeriodChurn {
  const { firstDay, asOf, withinDays } = options
  const toChurn = daysToChurn(options.t2)
  const periodOf = periodLookup(options)
  const size = periodOf[asOf - firstDay]! + 1
  const atStart = new Int32Array(size + 1)
  const lapsed = new Int32Array(size + 1)
  const wonBack = new Int32Array(size + 1)
  const churned = new Int32Array(size)
  const enteredAndChurned = new Int32Array(size)

  /** Counts one more in every period whose first day is one of [from, to]. */
  const countStarts = (counts: Int32Array, from: Day, to: Day) => {
    counts[periodOf[from - 1 - firstDay]! + 1]!++
    counts[periodOf[to - firstDay]! + 1]!--
  }
  const { customers, offsets, days } = purchases
  for (let customer = 0; customer < customers; customer++) {
    const end = offsets[customer + 1]!
    let from = days[offsets[customer]!]!
    let lastCounted = -1
    for (let i = offsets[customer]!; i < end; i++) {
      const isOpen = i + 1 === end
      const next = isOpen ? asOf + 1 : days[i + 1]!
      const churnDay = days[i]! + toChurn
      if (churnDay >= next) continue
      const period = periodOf[churnDay - firstDay]!
      if (period !== lastCounted) {
        const wasAtStart = period > periodOf[from - firstDay]!
        if (wasAtStart) churned[period]!++
        else enteredAndChurned[period]!++
        lastCounted = period
      }
      countStarts(atStart, from + 1, churnDay)
      countStarts(lapsed, churnDay, next - 1)
      if (!isOpen) countStarts(wonBack, Math.max(churnDay, next - withinDays), next - 1)
      from = next
    }
    if (from < asOf) countStarts(atStart, from + 1, asOf)
  }
  for (const counts of [atStart, lapsed, wonBack]) accumulate(counts)
  return { atStart, churned, enteredAndChurned, lapsed, wonBack }
}

/** Day of the history → period, counted from the first; looked up, because a date costs far more than an addition. */
function periodLookup({ periods, firstDay, asOf }: PeriodChurnOptions): Int32Array {
  const first = periods.indexOf(firstDay)
  return Int32Array.from({ length: asOf - firstDay + 1 }, (_, i) => periods.indexOf(firstDay + i) - first)
}

/** Changes from period to period → counts. */
function accumulate(changes: Int32Array): void {
  for (let period = 1; period < changes.length; period++) changes[period]! += changes[period - 1]!
}
