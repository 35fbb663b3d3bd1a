/** The interval of a rate. */

/** The 97.5 % quantile of the normal distribution, as definition G9 gives it. */
const Z = 1.959964

export interface Interval {
  readonly low: number
  readonly high: number
}

/** 95 % score interval of hits out of trials (Wilson 1927; definition G9); trials > 0. */
export function wilson(hits: number, trials: number): Interval {
  const p = hits / trials
  const z2n = (Z * Z) / trials
  const centre = (p + z2n / 2) / (1 + z2n)
  const half = (Z * Math.sqrt((p * (1 - p)) / trials + z2n / (4 * trials))) / (1 + z2n)
  return { low: hits === 0 ? 0 : centre - half, high: hits === trials ? 1 : centre + half }
}
