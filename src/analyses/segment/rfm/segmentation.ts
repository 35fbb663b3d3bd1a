/** Every customer with scores and a segment: what the tables of `segment rfm` are views of. */

import type { Grouping } from '../../../measures/grouping.ts'
import type { Measures, ScoredMeasure } from '../../../measures/rfm-measures.ts'

export interface Segmentation extends Grouping {
  /** Scores go from 1 to k. */
  readonly k: number
  readonly measures: Measures<ScoredMeasure>
}

/** R, F, and M where there are amounts. */
export const measureList = ({ measures: { r, f, m } }: Segmentation): readonly ScoredMeasure[] =>
  m ? [r, f, m] : [r, f]
