/** What `churn contractual` is summed up in. */

import type { Spells } from '../../../rollups/spells.ts'
import { type Figure, rateFigure, totalFigure } from '../../headline.ts'
import type { Reported } from './tables.ts'

/** The last period that is over. */
export function contractualHeadline(
  { calendar, first, rows, found, settledUpTo }: Reported,
  spells: Spells,
  hasAmount: boolean,
): Figure[] {
  const start = (period: number) => calendar.start(first + period)
  const period = rows.filter(row => start(row + 1) - 1 <= settledUpTo).at(-1)
  if (period === undefined) return []
  const of = `of the last ${calendar.unit}`
  return [
    totalFigure(`customers_at_end ${of}`, 'customers', found.atEnd[period]!),
    rateFigure(`churn_rate ${of}`, found.churned[period]!, found.atStart[period]!),
    ...(hasAmount ? retention(spells, [start(period), start(period + 1)], of) : []),
  ]
}

/** Gross and net retention as ratios of sums over the customers active at the start (definitions R5, X3). */
function retention(spells: Spells, [start, end]: readonly [number, number], of: string): Figure[] {
  const before: number[] = []
  const after: number[] = []
  for (let customer = 0; customer < spells.customers; customer++) {
    const own = activeMoney(spells, customer, start)
    if (own === null) continue
    before.push(own)
    after.push(activeMoney(spells, customer, end) ?? 0)
  }
  const kept = after.map((money, i) => Math.min(money, before[i]!))
  return [...ratio(`grr ${of}`, kept, before), ...ratio(`nrr ${of}`, after, before)]
}

/** Money of what is active before a day begins; null where nothing is. */
function activeMoney({ offsets, starts, ends, amounts }: Spells, customer: number, day: number) {
  let money: number | null = null
  for (let place = offsets[customer]!; place < offsets[customer + 1]!; place++)
    if (starts[place]! < day && ends[place]! >= day) money = (money ?? 0) + amounts[place]!
  return money
}

/** Delta method: the variance of a ratio of sums is that of y - r x, over the square of the sum of x. */
function ratio(name: string, above: readonly number[], below: readonly number[]): Figure[] {
  const n = below.length
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const whole = sum(below)
  if (whole <= 0 || n < 2) return []
  const value = sum(above) / whole
  const squares = above.reduce((total, one, i) => total + (one - value * below[i]!) ** 2, 0)
  return [{ name, unit: 'share', kind: 'estimate', value, se: Math.sqrt((squares * n) / (n - 1)) / whole }]
}
