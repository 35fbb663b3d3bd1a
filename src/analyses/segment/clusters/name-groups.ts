/** Groups in words: where their medians stand among all customers. */

import { quantile } from '../../../math/quantile.ts'
import type { Measure } from '../../../measures/rfm-measures.ts'

/** For a median up to the lower quartile, below the middle, at it, above it, and from the upper quartile on. */
type Words = readonly [lowest: string, low: string, middle: string, high: string, highest: string]

const WORDS: Readonly<Record<Measure['flag'], Words>> = {
  'r-cuts': ['very recent', 'recent', 'of average recency', 'not recent', 'long gone'],
  'f-cuts': ['very rare', 'rare', 'of average frequency', 'frequent', 'very frequent'],
  'm-cuts': ['very low value', 'low value', 'average value', 'high value', 'very high value'],
}

/** One name a group; groups that would share one are told apart by a number. */
export function groupNames(measures: readonly Measure[], members: readonly Uint32Array[]): string[] {
  const all = measures.map(({ values }) => Float64Array.from(values).sort())
  const names = members.map(own =>
    measures
      .map((measure, i) => WORDS[measure.flag][placeAmong(all[i]!, medianOf(measure.values, own))])
      .join(', '),
  )
  return names.map((name, i) => {
    const alike = names.flatMap((other, place) => (other === name ? [place] : []))
    return alike.length === 1 ? name : `${name} (${alike.indexOf(i) + 1})`
  })
}

function placeAmong(sorted: Float64Array, value: number): 0 | 1 | 2 | 3 | 4 {
  const [lower, middle, upper] = [0.25, 0.5, 0.75].map(p => quantile(sorted, p)) as [number, number, number]
  if (value === middle) return 2
  if (value < middle) return value <= lower ? 0 : 1
  return value >= upper ? 4 : 3
}

function medianOf(values: ArrayLike<number>, members: Uint32Array): number {
  return quantile(Float64Array.from(members, member => values[member]!).sort(), 0.5)
}
