import { describe, expect, it } from 'vitest'
import { fitBgNbd } from '../../src/models/bg-nbd-fit.ts'
import { fitGammaGamma } from '../../src/models/gamma-gamma.ts'
import { randomNumbers, shuffled } from '../support/batches.ts'
import { simulateBgNbd, simulateSpend, type Truth } from '../support/simulate.ts'

const TRUTH: Truth = { r: 0.6, alpha: 40, a: 0.7, b: 3.5 }

describe('BG/NBD, fitted to customers simulated with known parameters', () => {
  const data = simulateBgNbd(TRUTH, 20_000, 700, randomNumbers(1))
  const fit = fitBgNbd(data)

  it.each(['r', 'alpha', 'a', 'b'] as const)('finds %s within 3 standard errors', name => {
    const error = fit.standardErrors![['r', 'alpha', 'a', 'b'].indexOf(name)]!
    expect(error / TRUTH[name]).toBeLessThan(0.15)
    expect(Math.abs(fit.parameters[name] - TRUTH[name])).toBeLessThan(3 * error)
  })

  it('gives the same bits for customers in any other order', () => {
    const order = shuffled([...data.x.keys()], randomNumbers(2))
    const again = fitBgNbd({
      customers: data.customers,
      x: order.map(c => data.x[c]!),
      tx: order.map(c => data.tx[c]!),
      T: order.map(c => data.T[c]!),
    })
    expect(again).toEqual(fit)
  })

  it('gives the NBD where nobody drops out', () => {
    const loyal = simulateBgNbd({ ...TRUTH, a: 1e-12 }, 5_000, 700, randomNumbers(3))
    const { dropsOut, parameters } = fitBgNbd(loyal)
    expect(dropsOut).toBe(false)
    expect(parameters.a).toBe(0)
    expect(parameters.alpha / parameters.r).toBeCloseTo(40 / 0.6, -1)
  })
})

describe('Gamma-Gamma, fitted to spend simulated with known parameters', () => {
  const truth = { p: 6.25, q: 3.74, v: 15.44 }
  const { parameters, standardErrors } = fitGammaGamma(simulateSpend(truth, 20_000, randomNumbers(4)))

  it.each(['p', 'q', 'v'] as const)('finds %s within 3 standard errors', name => {
    const i = ['p', 'q', 'v'].indexOf(name)
    expect(standardErrors![i]! / truth[name]).toBeLessThan(0.1)
    expect(Math.abs(parameters[i]! - truth[name])).toBeLessThan(3 * standardErrors![i]!)
  })
})
