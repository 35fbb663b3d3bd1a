/** Where rollups run: whatever can produce their summaries from a source is an engine. */

import type { Condition } from '../batches/filter.ts'
import type { OnFault } from '../errors/index.ts'
import type { Listener, Source } from '../ingest/source.ts'
import type { Day } from '../math/calendar.ts'
import type { OrderRules, RollupSpec } from '../rollups/rollup.ts'
import type { Run } from '../rollups/run.ts'
import type { Continuation } from './continuation.ts'

export interface EngineRequest {
  readonly specs: readonly RollupSpec<unknown>[]
  readonly orders: OrderRules
  /** Rows after this local date are not used; null is the date of the latest row. */
  readonly asOf: Day | null
  /** Rows before this local date are cut, and the history with them. */
  readonly rowsSince: Day | null
  readonly where: readonly Condition[]
  readonly zoneGiven: boolean
  /** Epoch milliseconds: a latest row beyond it is an error. Only the command line reads the clock. */
  readonly now: number
  readonly listener?: Listener
  /** What to do where the rows contradict an answer; without it the run stops. */
  readonly onFault?: OnFault
  /** From what an earlier run has left; only rows that are new are then read. */
  readonly continuation?: Continuation
}

export interface EngineResult {
  /** One per spec, in their order. */
  readonly summaries: readonly unknown[]
  readonly run: Run
  /** What the user should know of the rows, one sentence each. */
  readonly notes: readonly string[]
}

/** One pass over the source feeds all the specs, so that several analyses cost one reading. */
export interface Engine {
  run(request: EngineRequest, source: Source): Promise<EngineResult>
}
