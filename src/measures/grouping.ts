/** Every customer in exactly one segment, whatever made the segments: what tables of segments are views of. */

import type { RfmValues } from './rfm-values.ts'
import type { Measure, Measures } from './rfm-measures.ts'

export interface Grouping {
  readonly values: RfmValues
  readonly measures: Measures<Measure>
  /** Index into `names`, by customer. */
  readonly segments: Uint16Array
  /** In the order they are listed; those without a customer too. */
  readonly names: readonly string[]
}
