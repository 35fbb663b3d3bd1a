/**
 * Draws from the distributions that customers are made of. They use + - * /, square root, Math.log and Math.exp
 * alone; the last two are one portable implementation (fdlibm) in V8, so that a seed gives the same draws on
 * every machine that runs Node.
 */

import type { Random } from './random.ts'

/** Exponential with mean 1 / rate, by inversion. */
export const exponential = (random: Random, rate: number) => -Math.log(random.uniform()) / rate

/** Standard normal: the polar method of Marsaglia and Bray (1964), which needs no sine. */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random.uniform() - 1
    const y = 2 * random.uniform() - 1
    const square = x * x + y * y
    if (square < 1 && square > 0) return x * Math.sqrt((-2 * Math.log(square)) / square)
  }
}

/** Gamma with mean shape / rate: Marsaglia and Tsang (2000), "A simple method for generating gamma variables". */
export function gamma(random: Random, shape: number, rate: number): number {
  if (shape < 1) {
    // Their note on shapes below 1: gamma(shape) is gamma(shape + 1) times uniform^(1 / shape).
    return gamma(random, shape + 1, rate) * Math.exp(Math.log(random.uniform()) / shape)
  }
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const root = 1 + c * x
    if (root <= 0) continue
    const v = root * root * root
    if (Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate
  }
}

/** Beta with mean a / (a + b): x / (x + y) of two gammas. */
export function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a, 1)
  const y = gamma(random, b, 1)
  if (x + y > 0) return x / (x + y)
  // Both too small for a float: all weight is at the two ends.
  return random.uniform() < a / (a + b) ? 1 : 0
}

/** Above this, e^-mean and the number of factors grow out of hand; halves of Poissons add up to a Poisson. */
const POISSON_STEP = 30

/** Poisson, by multiplying uniforms (Knuth, The Art of Computer Programming 2, 3.4.1). */
export function poisson(random: Random, mean: number): number {
  if (mean > POISSON_STEP) return poisson(random, mean / 2) + poisson(random, mean / 2)
  const least = Math.exp(-mean)
  let count = 0
  for (let product = random.uniform(); product > least; product *= random.uniform()) count++
  return count
}

/** Failures before the first success: mean (1 - p) / p. */
export const geometric = (random: Random, p: number) =>
  p >= 1 ? 0 : Math.floor(Math.log(random.uniform()) / Math.log(1 - p))

/** Draws places by their weights in constant time: the alias method (Walker 1977; Vose 1991). */
export function weighted(weights: readonly number[]): (random: Random) => number {
  const { chances, aliases } = aliasTable(weights)
  return random => {
    const place = random.below(chances.length)
    return random.uniform() < chances[place]! ? place : aliases[place]!
  }
}

function aliasTable(weights: readonly number[]): { chances: Float64Array; aliases: Int32Array } {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const chances = Float64Array.from(weights, weight => (weight / total) * weights.length)
  const aliases = Int32Array.from(weights, (_, place) => place)
  const small: number[] = []
  const large: number[] = []
  for (const [place, chance] of chances.entries()) (chance < 1 ? small : large).push(place)
  while (small.length > 0 && large.length > 0) {
    const lower = small.pop()!
    const upper = large.pop()!
    aliases[lower] = upper
    chances[upper]! -= 1 - chances[lower]!
    ;(chances[upper]! < 1 ? small : large).push(upper)
  }
  // What is left is 1 but for rounding.
  for (const place of [...small, ...large]) chances[place] = 1
  return { chances, aliases }
}
