/** What customers spend in a calendar period against what the same customers spent in the one before (definition R5). */

import type { Histories } from '../../rollups/histories.ts'
import { emptyMovements, type RevenueMovements } from '../revenue-movements.ts'

/** Customers and money by period, counted from that of the first day. */
export interface PeriodRevenue {
  /** Customers with an order in the period before, and those of them with one in the period. */
  readonly before: Int32Array
  readonly kept: Int32Array
  /** Of customers with an order in the period, and of those with one in the period before. */
  readonly money: RevenueMovements
}

interface PeriodRevenueOptions {
  readonly periods: number
  /** The time of an entry → period; rises with time. */
  periodOf(at: number): number
}

/** Net money of a period counts where the customer has an order in it; refunds of other periods are in no cell. */
export function periodRevenue(
  { customers, offsets, at, orders, amounts }: Histories,
  { periods, periodOf }: PeriodRevenueOptions,
): PeriodRevenue {
  const found = {
    before: new Int32Array(periods),
    kept: new Int32Array(periods),
    money: emptyMovements(periods),
  }
  for (let customer = 0; customer < customers; customer++) {
    const end = offsets[customer + 1]!
    let last = -1
    let lastSpent = 0
    for (let entry = offsets[customer]!; entry < end; ) {
      const period = periodOf(at[entry]!)
      let spent = 0
      let isActive = false
      for (; entry < end && periodOf(at[entry]!) === period; entry++) {
        spent += amounts[entry]!
        isActive ||= orders[entry]! > 0
      }
      if (!isActive) continue
      if (last !== -1 && last < period - 1) addChurn(found, last + 1, lastSpent)
      addActive(found, period, last, lastSpent, spent)
      last = period
      lastSpent = spent
    }
    if (last !== -1 && last + 1 < periods) addChurn(found, last + 1, lastSpent)
  }
  return found
}

function addChurn({ before, money }: PeriodRevenue, period: number, lost: number): void {
  before[period]!++
  money.atStart.add(period, lost)
  money.churned.add(period, lost)
}

function addActive(
  found: PeriodRevenue,
  period: number,
  last: number,
  lastSpent: number,
  spent: number,
): void {
  const { before, kept, money } = found
  money.atEnd.add(period, spent)
  if (last === -1 || last < period - 1) {
    money[last === -1 ? 'fresh' : 'reactivated'].add(period, spent)
    return
  }
  before[period]!++
  kept[period]!++
  money.atStart.add(period, lastSpent)
  if (spent > lastSpent) money.expanded.add(period, spent - lastSpent)
  else money.contracted.add(period, lastSpent - spent)
}
