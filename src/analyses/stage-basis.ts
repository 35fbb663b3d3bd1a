/** What every analysis of stages starts from: the model, the traces of customers, and their stage on every day. */

import { noPurchaseEvents } from '../errors/index.ts'
import { type Acquisition, acquisitionOf } from '../measures/acquisition.ts'
import { activeDays } from '../measures/event-days.ts'
import { completedGaps } from '../measures/gaps.ts'
import { type PurchaseDays, purchaseDays } from '../measures/purchase-days.ts'
import { type StageHistory, stageHistory } from '../measures/stages/stage-history.ts'
import { PURCHASE, type StageModel } from '../measures/stages/stage-model.ts'
import { pickHistory } from '../measures/stages/stage-on-day.ts'
import { pickTraces, type Traces, tracesOfEvents, tracesOfOrders } from '../measures/stages/traces.ts'
import type { Events } from '../rollups/events.ts'
import type { Histories } from '../rollups/histories.ts'
import type { Run } from '../rollups/run.ts'
import type { Signups } from '../rollups/signups.ts'
import type { SpecsFor } from './analysis.ts'
import { type ChosenThresholds, checkThresholds, chooseThresholds } from './churn-thresholds.ts'
import type { StageOptions } from './stage-flags.ts'
import { stageModel } from './stage-models.ts'

/** Of an export of orders, or of events. */
export interface StageSummaries {
  readonly customers: Histories | Events
  readonly signups: Signups
}

export interface StageBasis {
  readonly model: StageModel
  readonly summary: Histories | Events
  /** Null where no column says when anybody was acquired. */
  readonly acquisition: Acquisition<Histories | Events> | null
  readonly traces: Traces
  readonly purchases: PurchaseDays
  readonly gaps: Int32Array
  /** Null where no rule names t1 or t2. */
  readonly thresholds: ChosenThresholds | null
  readonly history: StageHistory
}

export const isEvents = (summary: Histories | Events): summary is Events => 'pairOffsets' in summary

export function stageSpecs(options: StageOptions): SpecsFor<StageSummaries> {
  stageModel(options)
  checkThresholds(options)
  const spec = options.events
    ? { rollup: 'events', options: null }
    : { rollup: 'histories', options: { grain: 'day' } }
  return { customers: spec, signups: { rollup: 'signups', options: null } }
}

/** A UserError where thresholds cannot be fitted, or a customer fits no rule on some day. */
export function stageBasis(
  { customers: summary, signups }: StageSummaries,
  run: Run,
  options: StageOptions,
): StageBasis {
  const model = stageModel(options)
  const purchases = purchasesOf(summary, model, run)
  const acquisition = acquisitionOf(summary, signups, run.asOf)
  const traces = tracesOf(acquisition?.members ?? summary, model, acquisition?.days ?? null)
  const gaps = completedGaps(purchases)
  const thresholds = model.usesThresholds ? chooseThresholds(gaps, options) : null
  const history = stageHistory(traces, model, {
    asOf: run.asOf,
    thresholds: thresholds && { t1: thresholds.t1.days, t2: thresholds.t2.days },
    scale: hasMoney(summary, run) ? run.money.scale : null,
  })
  return { model, summary, acquisition, traces, purchases, gaps, thresholds, history }
}

const tracesOf = (
  summary: Histories | Events,
  { terms }: StageModel,
  acquired: Float64Array | null,
): Traces =>
  isEvents(summary) ? tracesOfEvents(summary, terms, acquired) : tracesOfOrders(summary, acquired)

/** Those customers alone, in the stages that all of them are put in; all where null. */
export const pickBasis = (basis: StageBasis, customers: Uint32Array | null): StageBasis =>
  customers === null
    ? basis
    : {
        ...basis,
        traces: pickTraces(basis.traces, customers),
        history: pickHistory(basis.history, customers),
      }

/** Rows of events are read without their amounts, which most of them lack. */
export const hasMoney = (summary: Histories | Events, run: Run) => run.hasAmount && !isEvents(summary)

function purchasesOf(summary: Histories | Events, { terms, path }: StageModel, { zone }: Run): PurchaseDays {
  if (!isEvents(summary)) return purchaseDays(summary, zone)
  const names = terms.find(({ name }) => name === PURCHASE)?.events ?? [PURCHASE]
  const isAsked = summary.names.map(name => names.includes(name))
  if (!isAsked.includes(true)) throw noPurchaseEvents(path, names, summary.names)
  return activeDays(summary, isAsked)
}
