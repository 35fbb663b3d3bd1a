import { describe, expect, it } from 'vitest'
import { digamma, logGamma } from '../../src/math/gamma.ts'

// scipy 1.x, special.gammaln and special.digamma.
const CASES: [x: number, logGamma: number, digamma: number][] = [
  [0.001, 6.907178885383853, -1000.5755719318103],
  [0.5, 0.5723649429247, -1.9635100260214235],
  [1, 0.0, -0.5772156649015329],
  [1.5, -0.12078223763524526, 0.03648997397857652],
  [3.744256, 1.4800281238796225, 1.1807819880207027],
  [9.99, 12.779315214350195, 2.250700372831201],
  [10, 12.801827480081469, 2.251752589066721],
  [171.5, 709.1431630309283, 5.141664981434],
  [12345.678, 103959.91990554606, 9.421020820741761],
]

describe('the gamma function', () => {
  it.each(CASES)('at %d', (x, log, derivative) => {
    expect(Math.abs(logGamma(x) - log)).toBeLessThan(1e-14 * Math.max(1, Math.abs(log)))
    expect(Math.abs(digamma(x) - derivative)).toBeLessThan(1e-14 * Math.max(1, Math.abs(derivative)))
  })
})
