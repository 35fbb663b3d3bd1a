/** Order statistics. */

/**
 * Linear interpolation between order statistics: type 7 of Hyndman & Fan (1996), the default of R and NumPy
 * (definition G13). `sorted` ascends and is not empty; `p` is from 0 to 1.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (position - below)
}

export const median = (sorted: ArrayLike<number>) => quantile(sorted, 0.5)

/** The same for whole numbers and a whole percent, rounded once: P80 of 30 and 35 can be 34 but never 33.999. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const position = (sorted.length - 1) * percent
  const below = Math.floor(position / 100)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return (low * 100 + (high - low) * (position % 100)) / 100
}
