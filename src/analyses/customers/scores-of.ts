/** The scores and segments of `segment rfm`, all history counted. */

import { measuresOf, type Measures, type ScoredMeasure, scored } from '../../measures/rfm-measures.ts'
import type { RfmValues } from '../../measures/rfm-values.ts'
import { segmentGrid } from '../../measures/segment-grid.ts'
import type { Run } from '../../rollups/run.ts'
import type { KnownOptions } from './customers-flags.ts'

export interface Scored {
  readonly measures: Measures<ScoredMeasure>
  segment(customer: number): string
}

export function scoresOf(values: RfmValues, run: Run, { scores: k, monetary }: KnownOptions): Scored {
  const { r, f, m } = measuresOf(values, run, monetary)
  const measures = { r: scored(r, k, null), f: scored(f, k, null), m: m && scored(m, k, null) }
  const { names, segmentOf } = segmentGrid(k)
  const segment = (customer: number) =>
    names[segmentOf(measures.r.scores[customer]!, measures.f.scores[customer]!)]!
  return { measures, segment }
}
