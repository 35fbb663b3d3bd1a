/** Who went from which stage to which between dates, and how often customers come back to a stage (definitions L5, J5). */

import type { Day } from '../../../math/calendar.ts'
import type { StageHistory } from '../../../measures/stages/stage-history.ts'
import { NOT_YET, runOn, stagesOn } from '../../../measures/stages/stage-on-day.ts'

/** Counts of one pair of dates; stages by their index, the row after the last being those who are not yet there. */
export interface Transitions {
  readonly from: Day
  readonly to: Day
  /** counts[from][to]. */
  readonly counts: readonly Int32Array[]
}

/** Of every two neighbouring dates. */
export function transitionsOf(history: StageHistory, dates: readonly Day[], stages: number): Transitions[] {
  const before = dates.map(day => stagesOn(history, day))
  return dates.slice(1).map((to, i) => {
    const counts = Array.from({ length: stages + 1 }, () => new Int32Array(stages))
    for (let customer = 0; customer < history.customers; customer++) {
      const start = before[i]![customer]!
      const end = before[i + 1]![customer]!
      if (end !== NOT_YET) counts[start === NOT_YET ? stages : start]![end]!++
    }
    return { from: dates[i]!, to, counts }
  })
}

/** By stage, over the days from one date to another. */
export interface Entries {
  /** Customers who were in the stage on any of the days. */
  readonly customers: Int32Array
  /** Times that customers came into it, or were in it on the first day. */
  readonly entries: Int32Array
  /** Customers who came into it more than once. */
  readonly returned: Int32Array
}

/** Daily states: a stage that is left and entered again between the dates counts, seen at the dates or not. */
export function entriesBetween(history: StageHistory, from: Day, to: Day, stages: number): Entries {
  const found = {
    customers: new Int32Array(stages),
    entries: new Int32Array(stages),
    returned: new Int32Array(stages),
  }
  const own = new Int32Array(stages)
  for (let customer = 0; customer < history.customers; customer++) {
    own.fill(0)
    const first = Math.max(runOn(history, customer, from), history.offsets[customer]!)
    for (let run = first; run < history.offsets[customer + 1]! && history.starts[run]! <= to; run++)
      own[history.stages[run]!]!++
    for (let stage = 0; stage < stages; stage++) {
      found.entries[stage]! += own[stage]!
      if (own[stage]! > 0) found.customers[stage]!++
      if (own[stage]! > 1) found.returned[stage]!++
    }
  }
  return found
}
