import { describe, expect, it } from 'vitest'
import { type Random, randomOf } from '../../src/math/random.ts'
import * as draw from '../../src/math/samplers.ts'

const DRAWS = 200_000

/** Mean, variance, skewness and excess kurtosis, from Johnson, Kotz and others, "Univariate distributions". */
type Moments = readonly [mean: number, variance: number, skewness: number, kurtosis: number]

const gammaMoments = (shape: number, rate: number): Moments => [
  shape / rate,
  shape / rate ** 2,
  2 / Math.sqrt(shape),
  6 / shape,
]

function betaMoments(a: number, b: number): Moments {
  const s = a + b
  const variance = (a * b) / (s ** 2 * (s + 1))
  const skewness = (2 * (b - a) * Math.sqrt(s + 1)) / ((s + 2) * Math.sqrt(a * b))
  const kurtosis = (6 * ((a - b) ** 2 * (s + 1) - a * b * (s + 2))) / (a * b * (s + 2) * (s + 3))
  return [a / s, variance, skewness, kurtosis]
}

const poissonMoments = (mean: number): Moments => [mean, mean, 1 / Math.sqrt(mean), 1 / mean]

const CASES: [name: string, sample: (random: Random) => number, moments: Moments][] = [
  ['exponential(0.2)', random => draw.exponential(random, 0.2), [5, 25, 2, 6]],
  ['normal', draw.normal, [0, 1, 0, 0]],
  ['gamma(0.25, 4)', random => draw.gamma(random, 0.25, 4), gammaMoments(0.25, 4)],
  ['gamma(1, 1)', random => draw.gamma(random, 1, 1), gammaMoments(1, 1)],
  ['gamma(6.25, 0.5)', random => draw.gamma(random, 6.25, 0.5), gammaMoments(6.25, 0.5)],
  ['beta(0.7, 3.5)', random => draw.beta(random, 0.7, 3.5), betaMoments(0.7, 3.5)],
  ['beta(2, 2)', random => draw.beta(random, 2, 2), betaMoments(2, 2)],
  ['poisson(0.5)', random => draw.poisson(random, 0.5), poissonMoments(0.5)],
  ['poisson(100)', random => draw.poisson(random, 100), poissonMoments(100)],
  // Failures before a success with p = 0.4: mean q/p, variance q/p², skewness (2-p)/√q, kurtosis 6 + p²/q.
  [
    'geometric(0.4)',
    random => draw.geometric(random, 0.4),
    [1.5, 3.75, 1.6 / Math.sqrt(0.6), 6 + 0.16 / 0.6],
  ],
]

describe('draws have the moments of their distribution', () => {
  for (const [name, sample, [mean, variance, skewness, kurtosis]] of CASES) {
    it(name, () => {
      const random = randomOf(42)
      const draws = Float64Array.from({ length: DRAWS }, () => sample(random))
      const moment = (power: number) =>
        draws.reduce((sum, value) => sum + ((value - mean) / Math.sqrt(variance)) ** power, 0) / DRAWS
      // Four standard errors: of the mean √(1/n), of the square √((kurtosis + 2)/n).
      expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / DRAWS))
      expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt((kurtosis + 2) / DRAWS))
      // Its standard error needs the sixth moment; 5% of the spread of a heavy tail is far above it.
      expect(Math.abs(moment(3) - skewness)).toBeLessThan(0.05 * (1 + skewness + kurtosis / 2))
    })
  }
})

describe('beta', () => {
  it('ends at 0 and 1 where both shapes are tiny, and is never no number', () => {
    const random = randomOf(42)
    const draws = Array.from({ length: 2000 }, () => draw.beta(random, 0.0005, 0.0005))
    expect(draws.every(value => value >= 0 && value <= 1)).toBe(true)
    expect(draws.filter(value => value > 0.5).length / 2000).toBeCloseTo(0.5, 1)
  })
})

describe('weighted', () => {
  it('draws each place as often as its weight says', () => {
    const weights = [5, 0, 1, 3, 1]
    const random = randomOf(42)
    const sample = draw.weighted(weights)
    const counts = [0, 0, 0, 0, 0]
    for (let i = 0; i < DRAWS; i++) counts[sample(random)]!++
    for (const [place, weight] of weights.entries()) {
      const share = weight / 10
      const error = 4 * Math.sqrt((share * (1 - share)) / DRAWS)
      expect(Math.abs(counts[place]! / DRAWS - share)).toBeLessThanOrEqual(error)
    }
  })
})
