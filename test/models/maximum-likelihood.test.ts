import { describe, expect, it } from 'vitest'
import { fitByLikelihood } from '../../src/models/maximum-likelihood.ts'

/** Poisson counts of several kinds: the likeliest rates are the means, their errors the roots of mean / customers. */
function poisson(means: readonly number[], customers: number) {
  let asked = 0
  return {
    customers,
    at: (rates: Float64Array) => {
      asked++
      const terms = means.map((mean, i) => customers * (mean * Math.log(rates[i]!) - rates[i]!))
      const gradient = Float64Array.from(means, (mean, i) => customers * (mean / rates[i]! - 1))
      return { value: terms.reduce((sum, term) => sum + term), gradient }
    },
    asked: () => asked,
  }
}

const RANGE = {
  low: [1e-4, 1e-4, 1e-4],
  high: [1e4, 1e4, 1e4],
  starts: [
    [1, 1, 1],
    [9, 1, 0.1],
  ],
}
const MEANS = [0.2, 3, 40]

describe('many customers, of whom part is searched first', () => {
  const all = poisson(MEANS, 1_000_000)
  // Off by some standard errors of the part.
  const part = poisson([0.203, 2.98, 40.2], 20_000)
  const fit = fitByLikelihood({ model: 'Poisson', ...all, part, ...RANGE })

  it('find the maximum of all', () => {
    for (const [i, mean] of MEANS.entries()) {
      expect(fit.parameters[i]! / mean).toBeCloseTo(1, 12)
      expect(fit.standardErrors![i]! / Math.sqrt(mean / 1_000_000)).toBeCloseTo(1, 6)
    }
  })

  it('are asked a few times beside those that the curvature takes, twice two a parameter', () => {
    expect(part.asked()).toBeGreaterThan(20)
    expect(all.asked()).toBeLessThanOrEqual(2 * 2 * 3 + 10)
  })
})
