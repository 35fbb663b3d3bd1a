/** Histories → scores → segments, and the tables of them. */

import { type RfmValues, rfmValues } from '../../../measures/rfm-values.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { customersTable } from './customers-table.ts'
import { checkAmountCuts, checkFixedCuts, fixedCuts, frozenCuts } from '../../score-cuts.ts'
import {
  type Measure,
  type Measures,
  measuresOf,
  type ScoredMeasure,
  scored,
} from '../../../measures/rfm-measures.ts'
import { rfmHeadline } from './rfm-headline.ts'
import { savedTableOf } from '../../../flags.ts'
import { notesOf } from './notes.ts'
import { pickGrouping } from '../../../measures/pick-grouping.ts'
import type { RfmOptions } from './rfm-flags.ts'
import type { Segmentation } from './segmentation.ts'
import { scoreGrid, segmentsByScore } from '../../score-grid.ts'
import { segmentsTable } from '../../segments-table.ts'
import { thresholdsTable } from './thresholds-table.ts'

export const rfmAnswer: Answer<RfmOptions, { histories: Histories }> = {
  specs(options) {
    checkFixedCuts(options, options.scores)
    scoreGrid(options, true)
    return { histories: { rollup: 'histories', options: { grain: 'day' } } }
  },
  attributes: breakdownRequest,
  report({ histories }, run, options, attributes) {
    const values = rfmValues(histories, { asOf: run.asOf, windowDays: options.window })
    const segmentation = segmentationOf(values, run, options)
    const groups = breakdownGroups(attributes, histories, options)
    const thresholds = thresholdsTable(segmentation)
    const tables = [
      brokenDown(groups, customers =>
        segmentsTable(pickGrouping(segmentation, customers), run, scoreGrid(options, run.hasAmount).how),
      ),
      thresholds,
    ]
    const customers = () => customersTable(segmentation, histories, run)
    return {
      tables: options.detail ? [withGroups(groups, customers(), values.places), ...tables] : tables,
      notes: [
        ...notesOf(segmentation, histories.totals, run, options),
        ...breakdownNotes(groups, attributes, histories),
      ],
      headline: () => rfmHeadline(segmentation, run),
      frozen: { thresholds: savedTableOf(thresholds, 'this run') },
    }
  },
}

function segmentationOf(values: RfmValues, run: Run, options: RfmOptions): Segmentation {
  checkAmountCuts(options, run.hasAmount)
  const k = options.scores
  const grid = scoreGrid(options, run.hasAmount)
  const measures = scoredMeasures(measuresOf(values, run, options.monetary), options)
  return { k, values, measures, segments: segmentsByScore(grid, measures), names: grid.names }
}

function scoredMeasures({ r, f, m }: Measures<Measure>, options: RfmOptions): Measures<ScoredMeasure> {
  const { scores: k, thresholds } = options
  const score = (measure: Measure) =>
    scored(measure, k, fixedCuts(measure, options) ?? (thresholds && frozenCuts(thresholds, measure, k)))
  return { r: score(r), f: score(f), m: m && score(m) }
}
