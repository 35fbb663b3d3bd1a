/** Looking things up in the runs of stages. */

import type { Day } from '../../math/calendar.ts'
import { pickAt } from '../pick-customers.ts'
import { pickRuns } from '../pick-runs.ts'
import type { StageHistory } from './stage-history.ts'

/** Of a customer who has no row by that day. */
export const NOT_YET = -1

/** The run that a day is in; NOT_YET where it is before the first. */
export function runOn({ offsets, starts }: StageHistory, customer: number, day: Day): number {
  for (let run = offsets[customer + 1]! - 1; run >= offsets[customer]!; run--)
    if (starts[run]! <= day) return run
  return NOT_YET
}

/** Customer → index of the stage at the end of a day, NOT_YET before their first row. */
export function stagesOn(history: StageHistory, day: Day): Int16Array {
  const found = new Int16Array(history.customers)
  for (let customer = 0; customer < history.customers; customer++) {
    const run = runOn(history, customer, day)
    found[customer] = run === NOT_YET ? NOT_YET : history.stages[run]!
  }
  return found
}

/** Index of the best stage a customer was in up to a day; stages are numbered best first. */
export function bestUpTo({ offsets, starts, stages }: StageHistory, customer: number, day: Day): number {
  let best = stages[offsets[customer]!]!
  for (let run = offsets[customer]!; run < offsets[customer + 1]! && starts[run]! <= day; run++)
    if (stages[run]! < best) best = stages[run]!
  return best
}

/** Of those customers alone, who ascend. */
export function pickHistory(history: StageHistory, customers: Uint32Array): StageHistory {
  const { offsets, entries } = pickRuns(history.offsets, customers)
  return {
    ...history,
    customers: customers.length,
    offsets,
    starts: pickAt(history.starts, entries),
    stages: pickAt(history.stages, entries),
  }
}
