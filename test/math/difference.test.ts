import { describe, expect, it } from 'vitest'
import { differenceOfMeans, differenceOfRates, type Sample } from '../../src/math/difference.ts'

describe('differenceOfRates', () => {
  const CASES: [from: string, a: [number, number], b: [number, number], low: number, high: number][] = [
    ['definition X1', [200, 2000], [250, 2050], 0.0026, 0.04135],
    ['definition X8: the unpooled interval would leave 0 out', [45, 1000], [540, 9000], -0.00037, 0.02738],
    // Newcombe (1998), Statistics in Medicine 17, table II, method 5 (Mee): 56/70 and 48/80, 9/10 and 3/10.
    ['Newcombe a', [48, 80], [56, 70], 0.0533, 0.3377],
    ['Newcombe b', [3, 10], [9, 10], 0.1821, 0.837],
  ]
  it.each(CASES)('%s', (_, [x1, n1], [x2, n2], low, high) => {
    const found = differenceOfRates({ hits: x1, trials: n1 }, { hits: x2, trials: n2 })
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })

  it('holds where nobody or everybody is a hit', () => {
    const found = differenceOfRates({ hits: 0, trials: 20 }, { hits: 20, trials: 20 })
    expect(found.high).toBeCloseTo(1, 6)
    expect(found.low).toBeGreaterThan(0.6)
    const none = differenceOfRates({ hits: 0, trials: 20 }, { hits: 0, trials: 30 })
    expect(none.low).toBeLessThan(0)
    expect(none.high).toBeGreaterThan(0)
  })
})

const sampleOf = (values: number[]): Sample => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { n: values.length, mean, variance }
}

describe('differenceOfMeans', () => {
  // scipy.stats.ttest_ind(b, a, equal_var=False).confidence_interval(), SciPy 1.17.1; the samples of definition X2.
  it('is that of scipy', () => {
    const found = differenceOfMeans(sampleOf([0, 0, 0, 30, 50]), sampleOf([0, 20, 40, 0, 80, 60]))!
    expect(found.low).toBeCloseTo(-20.892932289579093, 6)
    expect(found.high).toBeCloseTo(55.559598956245765, 6)
  })
})
