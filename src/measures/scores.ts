/** Scores 1 to k by value, never by place in the file: equal values get equal scores (definitions S2, G10). */

import { sortedAt } from '../math/sorted-at.ts'

/** What a value must reach for each score, best values highest. */
export interface Cuts {
  /** points[i] is that of score i + 2; ascending, infinite where nobody reached the score. */
  readonly points: readonly number[]
  /** Whether a value equal to a point reaches it. */
  readonly inclusive: boolean
}

/**
 * The cuts of score = floor(k · #{y < x} / n) + 1: the point of a score is the least value that got it or a
 * better one, so that the same cuts score the values of another date. There may be no values.
 */
export function cutsByValue(values: Float64Array, k: number): Cuts {
  const shares = Array.from({ length: k - 1 }, (_, i) => Math.ceil(((i + 1) * values.length) / k))
  const sorted = sortedAt(
    values,
    shares.map(below => below - 1),
  )
  const points = shares.map(below => {
    let place = below
    while (place < sorted.length && sorted[place] === sorted[place - 1]) place++
    return place < sorted.length ? sorted[place]! : Number.POSITIVE_INFINITY
  })
  return { points, inclusive: true }
}

type AnyCuts = Pick<Cuts, 'inclusive'> & { readonly points: ArrayLike<number> }

/** 1 to k, k being one more than there are points: values beyond the outer ones are clamped. */
export function scoreOf(value: number, { points, inclusive }: AnyCuts): number {
  let below = 0
  while (below < points.length && (inclusive ? value >= points[below]! : value > points[below]!)) below++
  return below + 1
}

/** The scores of sign × value. */
export function scoresOf(values: Float64Array, sign: 1 | -1, { points, inclusive }: Cuts): Uint8Array {
  const cuts = { points: Float64Array.from(points), inclusive }
  const scores = new Uint8Array(values.length)
  for (let i = 0; i < scores.length; i++) scores[i] = scoreOf(sign * values[i]!, cuts)
  return scores
}
