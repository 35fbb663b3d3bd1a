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

/** Customers of each segment. */
export function sizesOf({ names, segments }: Pick<Grouping, 'names' | 'segments'>): Uint32Array {
  const sizes = new Uint32Array(names.length)
  for (let customer = 0; customer < segments.length; customer++) sizes[segments[customer]!]!++
  return sizes
}

/** The values of each segment's customers, whose numbers are `sizes`. */
export function valuesBySegment(
  { segments }: Pick<Grouping, 'segments'>,
  sizes: Uint32Array,
  values: Float64Array,
): Float64Array[] {
  const together = new Float64Array(values.length)
  const ends = new Uint32Array(sizes.length)
  for (let segment = 1; segment < ends.length; segment++) {
    ends[segment] = ends[segment - 1]! + sizes[segment - 1]!
  }
  for (let customer = 0; customer < values.length; customer++) {
    together[ends[segments[customer]!]!++] = values[customer]!
  }
  return Array.from(sizes, (size, segment) => together.subarray(ends[segment]! - size, ends[segment]))
}
