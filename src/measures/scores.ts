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
  for (let score = 2; score <= k; score++) {
    let below = Math.ceil(((score - 1) * sorted.length) / k)
    while (below < sorted.length && sorted[below] === sorted[below - 1]) below++
    points.push(below < sorted.length ? sorted[below]! : Number.POSITIVE_INFINITY)
  }
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

/** The scores of sign × value. */
export function scoresOf(values: ArrayLike<number>, sign: 1 | -1, { points, inclusive }: Cuts): Uint8Array {
  const scores = new Uint8Array(values.length).fill(1)
  // A score is one more than there are points that a value reaches, which ascend.
  for (const point of points) {
    for (let i = 0; i < scores.length; i++) {
      const value = sign * values[i]!
      if (inclusive ? value >= point : value > point) scores[i]!++
    }
  }
  return scores
}
