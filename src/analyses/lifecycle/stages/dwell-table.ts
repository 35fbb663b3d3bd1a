/** Table `dwell`: how many days customers stay in a stage (definition L5). */

import { durationOf, kaplanMeier, type SurvivalCurve } from '../../../math/kaplan-meier.ts'
import { median } from '../../../math/quantile.ts'
import type { StageHistory } from '../../../measures/stages/stage-history.ts'
import type { Table } from '../../../report.ts'
import { column } from '../../columns.ts'
import type { StageBasis } from '../../stage-basis.ts'

/** Spells of one stage, in days. */
interface Dwell {
  readonly spells: number
  /** Ascending. */
  readonly completed: Float64Array
  readonly curve: SurvivalCurve
}

/** A row per stage: completed spells alone, which are biased short, beside Kaplan-Meier with the open ones. */
export function dwellTable({ model, history }: StageBasis): Table {
  const dwells = dwellsOf(history, model.stages.length)
  const days = { unit: 'days' }
  const kaplan = (share: number) => (row: number) => durationOf(dwells[row]!.curve, share)
  return {
    name: 'dwell',
    title: 'Days in a stage',
    rows: dwells.length,
    columns: [
      column('stage', 'text', row => model.stages[row]!),
      column('spells', 'integer', row => dwells[row]!.spells),
      column('completed', 'integer', row => dwells[row]!.completed.length, { unit: 'spells' }),
      column('open', 'integer', row => dwells[row]!.spells - dwells[row]!.completed.length, {
        unit: 'spells',
      }),
      column('median_completed_days', 'number', row => medianOf(dwells[row]!.completed), days),
      column('p25_days', 'number', kaplan(0.25), days),
      column('median_days', 'number', kaplan(0.5), days),
      column('p75_days', 'number', kaplan(0.75), days),
    ],
    caption:
      'p25_days, median_days, p75_days: days by which this share of spells is over, open ones counted (Kaplan-Meier); ' +
      'empty where the history does not get that far. Completed spells alone are biased short.',
  }
}

/** A spell lasts from its first day to the day before the next; one that is open is known not to be over by the as-of date. */
function dwellsOf(history: StageHistory, stages: number): Dwell[] {
  const { customers, offsets, starts, asOf } = history
  const sizes = new Int32Array(stages)
  for (const stage of history.stages) sizes[stage]!++
  const days = Array.from(sizes, size => new Float64Array(size))
  const isOver = Array.from(sizes, size => new Uint8Array(size))
  const next = new Int32Array(stages)
  for (let customer = 0; customer < customers; customer++) {
    const end = offsets[customer + 1]!
    for (let run = offsets[customer]!; run < end; run++) {
      const stage = history.stages[run]!
      const place = next[stage]!++
      isOver[stage]![place] = run + 1 < end ? 1 : 0
      days[stage]![place] = (run + 1 < end ? starts[run + 1]! : asOf) - starts[run]!
    }
  }
  return days.map((own, stage) => ({
    spells: own.length,
    completed: own.filter((_, i) => isOver[stage]![i] === 1).sort(),
    curve: kaplanMeier(own, isOver[stage]!),
  }))
}

const medianOf = (sorted: Float64Array) => (sorted.length === 0 ? null : median(sorted))
