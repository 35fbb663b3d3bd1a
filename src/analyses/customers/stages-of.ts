/** The stages of `lifecycle stages`, or why there are none. */

import {
  type StageHistory,
  type StageHistoryOptions,
  stageHistory,
} from '../../measures/stages/stage-history.ts'
import type { StageModel } from '../../measures/stages/stage-model.ts'
import { bestUpTo, runOn } from '../../measures/stages/stage-on-day.ts'
import { type Traces, tracesOfOrders } from '../../measures/stages/traces.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import { stageModel } from '../stage-models.ts'
import type { KnownOptions } from './customers-flags.ts'
import type { States } from './states-of.ts'

export interface Stages {
  readonly model: StageModel
  readonly traces: Traces
  readonly options: StageHistoryOptions
  /** Null where the rules name thresholds and there are none. */
  readonly history: StageHistory | null
  readonly notes: readonly string[]
}

/** By the default rules, or a file of the user's; thresholds are those of the churn state. */
export function stagesOf(histories: Histories, run: Run, asked: KnownOptions, states: States): Stages {
  const model = modelOf(asked)
  const traces = tracesOfOrders(histories, null)
  const { thresholds } = states
  const scale = run.hasAmount ? run.money.scale : null
  const options = { asOf: run.asOf, thresholds: model.usesThresholds ? thresholds : null, scale }
  if (model.usesThresholds && thresholds === null) {
    return { model, traces, options, history: null, notes: ['stage is empty for the same reason.'] }
  }
  return { model, traces, options, history: stageHistory(traces, model, options), notes: [] }
}

/** Of orders alone: no events are read. */
export const modelOf = ({ stages }: KnownOptions) =>
  stageModel({ model: 'default', rules: stages, events: false, eventName: [] })

/** The stage of a customer on the as-of date, the day it began, and the best ever; by index into the stages. */
export function stageNow(history: StageHistory, customer: number) {
  const run = runOn(history, customer, history.asOf)
  return {
    stage: history.stages[run]!,
    since: history.starts[run]!,
    best: bestUpTo(history, customer, history.asOf),
  }
}
