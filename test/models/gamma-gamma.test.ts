import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
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

describe('spend that does not vary', () => {
  it('gives a fit at the border, whose prediction is that spend, or a clear refusal', () => {
    const spend = { customers: 50, purchases: new Array(50).fill(3), mean: new Array(50).fill(9.99) }
    try {
      const [p = 0, q = 0, v = 0] = fitGammaGamma(spend).parameters
      expect(expectedSpend({ p, q, v }, 0, 0)).toBeCloseTo(9.99, 2)
    } catch (error) {
      expect(error).toBeInstanceOf(UserError)
    }
  })
})
