import { describe, expect, it } from 'vitest'
import { expectedSpend, fitGammaGamma, gammaGammaLogLikelihood } from '../../src/models/gamma-gamma.ts'

const PRINTED = { p: 6.25, q: 3.74, v: 15.44 }

describe('expected spend, equation (5)', () => {
  // Hardie's sheet (CDNOW sample), within 0.1 there; then R BTYD.
  it.each([
    [2, 22.35, 24.66, 2],
    [0, 0, 35.21898, 4],
    [2, 40, 39.14042, 4],
  ])('of %i purchases with a mean of %d', (purchases, mean, expected, decimals) => {
    expect(expectedSpend(PRINTED, purchases, mean)).toBeCloseTo(expected, decimals)
  })
})

describe('the likelihood', () => {
  it('has the gradient that its values have', () => {
    const spend = { customers: 3, purchases: [1, 2, 7], mean: [12.5, 40, 22.25] }
    const { gradient } = gammaGammaLogLikelihood(spend, PRINTED)
    const names = ['p', 'q', 'v'] as const
    names.forEach((name, i) => {
      const at = (change: number) =>
        gammaGammaLogLikelihood(spend, { ...PRINTED, [name]: PRINTED[name] + change }).value
      expect((at(1e-5) - at(-1e-5)) / 2e-5).toBeCloseTo(gradient[i]!, 6)
    })
  })

  it('knows no scale: money times 100 is v times 100', () => {
    const mean = [12, 4, 22, 9, 15, 331, 18, 75, 26, 9]
    const purchases = [1, 2, 7, 1, 3, 2, 4, 1, 6, 2]
    const one = fitGammaGamma({ customers: 10, purchases, mean })
    const hundred = fitGammaGamma({ customers: 10, purchases, mean: mean.map(m => m * 100) })
    expect(hundred.parameters[0]! / one.parameters[0]!).toBeCloseTo(1, 6)
    expect(hundred.parameters[2]! / one.parameters[2]!).toBeCloseTo(100, 4)
  })
})

describe('spend that hardly varies', () => {
  it.each([0, 0.001, 0.01, 0.1])("by %d of itself gives a fit and predicts the customer's own", variation => {
    const purchases = Array.from({ length: 200 }, (_, i) => 1 + (i % 5))
    const mean = purchases.map((_, i) => 9.99 * Math.exp(variation * Math.sin(i * i)))
    const [p = 0, q = 0, v = 0] = fitGammaGamma({ customers: 200, purchases, mean }).parameters
    expect(Math.abs(expectedSpend({ p, q, v }, 5, 9.99) / 9.99 - 1)).toBeLessThan(0.02)
    expect(Math.abs(expectedSpend({ p, q, v }, 0, 0) / 9.99 - 1)).toBeLessThan(0.02)
  })
})
