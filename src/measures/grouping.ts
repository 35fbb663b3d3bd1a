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

/** The customers of each segment; 4 bytes a customer. */
export function membersOf({ names, segments }: Pick<Grouping, 'names' | 'segments'>): Uint32Array[] {
  const sizes = new Uint32Array(names.length)
  for (const segment of segments) sizes[segment]!++
  const members = names.map((_, segment) => new Uint32Array(sizes[segment]!))
  for (let customer = segments.length - 1; customer >= 0; customer--) {
    const segment = segments[customer]!
    members[segment]![--sizes[segment]!] = customer
  }
  return members
}
