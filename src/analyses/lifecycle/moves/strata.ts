/** Customers of one pair of dates in strata: the stage and the scores at the first date, the outcome after the second. */

import type { Day } from '../../../math/calendar.ts'
import type { StageHistory } from '../../../measures/stages/stage-history.ts'
import { NOT_YET, stagesOn } from '../../../measures/stages/stage-on-day.ts'
import type { Traces } from '../../../measures/stages/traces.ts'
import { cutsByValue, scoreOf } from '../../../measures/scores.ts'
import type { Moments, Stratum } from './matched.ts'

/** Scores of R, F and M. */
const K = 5

export interface OutcomeOptions {
  readonly within: number
  /** Units of money in the currency; null where orders are counted instead, as there is no money. */
  readonly moneyUnit: number | null
}

/** move (from × stages + to) → its strata in every pair of dates so far. */
export type MoveStrata = Map<number, Stratum[]>

/** All customers on a pair of dates: 8 bytes each. */
export interface Look {
  readonly to: Day
  readonly start: Int16Array
  readonly end: Int16Array
  /** Customer → the scores of all at the first date. */
  readonly strata: Int32Array
}

export function lookOn(traces: Traces, history: StageHistory, [from, to]: readonly [Day, Day]): Look {
  const start = stagesOn(history, from)
  return { to, start, end: stagesOn(history, to), strata: stratumAt(traces, start, from) }
}

/** Adds the strata of one pair of dates, of those customers alone; of all where null. */
export function addStrata(
  into: MoveStrata,
  { to, start, end, strata }: Look,
  { traces, stages, among }: { traces: Traces; stages: number; among: Uint32Array | null },
  options: OutcomeOptions,
): void {
  const moments = new Map<number, Moments>()
  const size = among ? among.length : traces.customers
  for (let i = 0; i < size; i++) {
    const customer = among ? among[i]! : i
    if (start[customer] === NOT_YET) continue
    const key = (start[customer]! * (K + 1) ** 3 + strata[customer]!) * stages + end[customer]!
    const own = moments.get(key) ?? { n: 0, sum: 0, squares: 0 }
    if (own.n === 0) moments.set(key, own)
    const outcome = outcomeOf(traces, customer, to, options)
    own.n++
    own.sum += outcome
    own.squares += outcome * outcome
  }
  for (const [key, movers] of moments) {
    const reached = key % stages
    const stratum = Math.floor(key / stages)
    const left = Math.floor(stratum / (K + 1) ** 3)
    if (left === reached) continue
    const stayers = moments.get(stratum * stages + left) ?? { n: 0, sum: 0, squares: 0 }
    const move = left * stages + reached
    into.set(move, [...(into.get(move) ?? []), { movers, stayers }])
  }
}

/** Customer → one number for the scores of R, F and M as of a day; 0 stands for no order yet. */
function stratumAt({ customers, orders }: Traces, start: Int16Array, day: Day): Int32Array {
  const values = [
    new Float64Array(customers),
    new Float64Array(customers),
    new Float64Array(customers),
  ] as const
  const [recency, frequency, money] = values
  for (let customer = 0; customer < customers; customer++) {
    recency[customer] = Number.NaN
    for (let entry = orders.offsets[customer]!; entry < orders.offsets[customer + 1]!; entry++) {
      if (orders.days[entry]! > day) break
      if (orders.counts[entry]! > 0) recency[customer] = orders.days[entry]! - day
      frequency[customer]! += orders.counts[entry]!
      money[customer]! += orders.amounts[entry]!
    }
  }
  const isThere = (customer: number) => start[customer] !== NOT_YET && !Number.isNaN(recency[customer]!)
  const cuts = values.map(own =>
    cutsByValue(
      own.filter((_, customer) => isThere(customer)),
      K,
    ),
  )
  return Int32Array.from({ length: customers }, (_, customer) => {
    if (!isThere(customer)) return 0
    return values.reduce((key, own, i) => key * (K + 1) + scoreOf(own[customer]!, cuts[i]!), 0)
  })
}

/** Money, or orders, of the days after the second date. */
function outcomeOf(
  { orders }: Traces,
  customer: number,
  to: Day,
  { within, moneyUnit }: OutcomeOptions,
): number {
  const values = moneyUnit === null ? orders.counts : orders.amounts
  let total = 0
  for (let entry = orders.offsets[customer + 1]! - 1; entry >= orders.offsets[customer]!; entry--) {
    const day = orders.days[entry]!
    if (day <= to) break
    if (day <= to + within) total += values[entry]!
  }
  return total / (moneyUnit ?? 1)
}
