/** Intervals of differences: of two rates by the score test, of two means by Welch's (definitions X1, X2). */

import { logGamma } from './gamma.ts'
import type { Interval } from './wilson.ts'

/** The 97.5 % quantile of the normal distribution, as definition G9 gives it. */
const Z = 1.959964
const HALVINGS = 60

/** Hits out of trials; trials > 0. */
export interface Proportion {
  readonly hits: number
  readonly trials: number
}

/**
 * 95 % interval of b's rate less a's that inverts the score test (Mee 1984: the variance is that of the likeliest rates
 * at each difference), so that it excludes 0 exactly where the pooled z test says p < 0.05.
 */
export function differenceOfRates(a: Proportion, b: Proportion): Interval {
  const observed = b.hits / b.trials - a.hits / a.trials
  const score = (difference: number) => {
    const p = likeliestRate(a, b, difference)
    const q = p + difference
    const variance = (p * (1 - p)) / a.trials + (q * (1 - q)) / b.trials
    const distance = observed - difference
    return variance > 0 ? distance / Math.sqrt(variance) : Math.sign(distance) * Number.POSITIVE_INFINITY
  }
  // The score falls as the difference rises.
  return {
    low: crossing(difference => score(difference) - Z, -1, observed),
    high: crossing(difference => score(difference) + Z, observed, 1),
  }
}

/** a's rate that makes both counts likeliest where b's is that and the difference: the likelihood is concave. */
function likeliestRate(a: Proportion, b: Proportion, difference: number): number {
  const slope = (p: number) => {
    const q = p + difference
    return a.hits / p - (a.trials - a.hits) / (1 - p) + b.hits / q - (b.trials - b.hits) / (1 - q)
  }
  return crossing(slope, Math.max(0, -difference), Math.min(1, 1 - difference))
}

/** Where a falling function passes 0, by halving. Ends where it has no value are never asked for. */
function crossing(falling: (x: number) => number, low: number, high: number): number {
  let [from, to] = [low, high]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (from + to) / 2
    if (falling(middle) > 0) from = middle
    else to = middle
  }
  return (from + to) / 2
}

/** Values summed up; variance is that of a sample, n > 1. */
export interface Sample {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

/** 95 % interval of b's mean less a's, variances not taken to be equal; null where neither varies. */
export function differenceOfMeans(a: Sample, b: Sample): Interval | null {
  const [va, vb] = [a.variance / a.n, b.variance / b.n]
  const error = Math.sqrt(va + vb)
  if (!(error > 0)) return null
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1))
  const half = studentQuantile(freedom) * error
  return { low: b.mean - a.mean - half, high: b.mean - a.mean + half }
}

/** The 97.5 % quantile of Student's t. */
function studentQuantile(freedom: number): number {
  const beyond = (t: number) => incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  let top = 2
  while (beyond(top) > 0.025) top *= 2
  return crossing(t => beyond(t) - 0.025, 0, top)
}

/** I_x(a, b) by its continued fraction (Numerical Recipes 6.4, Lentz), on the side where that is quick. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  const front = Math.exp(scale)
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b
}

const TINY = 1e-300

function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 1000; m++) {
    for (const numerator of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / awayFromZero(1 + numerator * d)
      c = awayFromZero(1 + numerator / c)
      value *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return value
}

const awayFromZero = (value: number) => (Math.abs(value) < TINY ? TINY : value)

/** A sample of those values. */
export function sampleOf(values: ArrayLike<number>): Sample {
  const n = values.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  const mean = n === 0 ? 0 : sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2
  return { n, mean, variance: n > 1 ? squares / (n - 1) : 0 }
}

/** An estimate that is normal about its value. */
export interface Estimate {
  readonly value: number
  readonly se: number
}

/** 95 % interval of b less a. */
export function differenceOfEstimates(a: Estimate, b: Estimate): Interval {
  const half = Z * Math.hypot(a.se, b.se)
  return { low: b.value - a.value - half, high: b.value - a.value + half }
}
