/** Scores 1 to k by value, never by place in the file: equal values get equal scores (definitions S2, G10). */

/** What a value must reach for each score, best values highest. */
export interface Cuts {
  /** points[i] is that of score i + 2; ascending, infinite where nobody reached the score. */
  readonly points: readonly number[]
  /** Whether a value equal to a point reaches it. */
  readonly inclusive: boolean
}

/**
 * The cuts of score = floor(k · #{y < x} / n) + 1: the point of a score is the least value that got it or a
 * better one, so that the same cuts score the values of another date. `sorted` ascends and may be empty.
 */
export function cutsByValue(sorted: Float64Array, k: number): Cuts {
  const points: number[] = []
  for (let below = 0; below < sorted.length; below++) {
    if (below > 0 && sorted[below] === sorted[below - 1]) continue
    const score = Math.floor((k * below) / sorted.length) + 1
    while (points.length < score - 1) points.push(sorted[below]!)
  }
  while (points.length < k - 1) points.push(Number.POSITIVE_INFINITY)
  return { points, inclusive: true }
}

/** 1 to k, k being one more than there are points: values beyond the outer ones are clamped. */
export function scoreOf(value: number, { points, inclusive }: Cuts): number {
  let score = 1
  for (const point of points) {
    if (inclusive ? value < point : value <= point) break
    score++
  }
  return score
}
