/** Every customer with scores and a segment: what the tables of `segment rfm` are views of. */

import type { RfmValues } from '../../measures/rfm-values.ts'
import type { Measures, ScoredMeasure } from './measures.ts'

export interface Segmentation {
  /** Scores go from 1 to k. */
  readonly k: number
  readonly values: RfmValues
  readonly measures: Measures<ScoredMeasure>
  /** Index into `names`, by customer. */
  readonly segments: Uint8Array
  /** Best first; those without a customer too. */
  readonly names: readonly string[]
}

/** R, F, and M where there are amounts. */
export const measureList = ({ measures: { r, f, m } }: Segmentation): readonly ScoredMeasure[] =>
  m ? [r, f, m] : [r, f]
