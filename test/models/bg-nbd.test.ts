import { describe, expect, it } from 'vitest'
import {
  type BgNbdParameters,
  conditionalExpectation,
  expectedPurchases,
  expectedWhileAlive,
  probabilityAlive,
  purchaseProbabilities,
} from '../../src/models/bg-nbd.ts'

/** CDNOW sample as fitted by CLVTools, and as printed by Fader, Hardie & Lee (2005). */
const FITTED: BgNbdParameters = { r: 0.242595, alpha: 4.413602, a: 0.79292, b: 2.425888 }
const PRINTED: BgNbdParameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

describe('E[X(t)], equation (9)', () => {
  // Hardie's spreadsheet, printed to 3 or 4 decimals.
  it.each([
    [0.1429, 0.0078, 4],
    [1, 0.0532, 4],
    [3, 0.1506, 4],
    [31.8571, 1.0405, 4],
    [32, 1.0437, 4],
    [78, 1.858, 3],
  ])('by week %d', (t, expected, decimals) => {
    expect(expectedPurchases(FITTED, t)).toBeCloseTo(expected, decimals)
  })

  // scipy: equation (9) with special.hyp2f1 at the fitted parameters.
  it.each([
    [0.1429, 0.007816015657202009],
    [52, 1.4440131804076362],
    [78, 1.8579592023588536],
  ])('by week %d, to all digits of the closed form', (t, expected) => {
    expect(Math.abs(expectedPurchases(FITTED, t) / expected - 1)).toBeLessThan(1e-12)
  })

  it('is 0 at once, and no NaN', () => expect(expectedPurchases(FITTED, 0)).toBe(0))
})

describe('CET, equation (10)', () => {
  it('of the customer in the paper', () => {
    const customer = { x: 2, tx: 30.43, T: 38.86 }
    // Printed 1.226, to 0.001; P(alive) by R BTYD.
    expect(Math.abs(conditionalExpectation(FITTED, customer, 39) - 1.226)).toBeLessThan(0.001)
    expect(probabilityAlive(FITTED, customer)).toBeCloseTo(0.726608, 4)
  })

  it('of customer 1516 (R BTYD, whose own fit differs in the fifth digit)', () => {
    const customer = { x: 26, tx: 30.857143, T: 31 }
    expect(conditionalExpectation(FITTED, customer, 52)).toBeCloseTo(25.75659, 2)
    expect(probabilityAlive(FITTED, customer)).toBeCloseTo(0.968852, 5)
  })

  // R BTYD: more purchases that stopped at the same time mean fewer to come.
  it.each([
    [10, 0.3474606],
    [15, 0.0428339],
    [20, 0.004159],
    [25, 0.00035837],
  ])('falls with purchases after a long silence: %i', (x, expected) => {
    const found = conditionalExpectation(FITTED, { x, tx: 20, T: 39 }, 52)
    expect(Math.abs(found / expected - 1)).toBeLessThan(2e-4)
  })

  // scipy.integrate.quad over p of Beta(a, b + x), no hypergeometric function: parameters where 2F1 fails or is slow.
  it.each([
    [
      'a + b < 1, so that c < 0',
      { r: 0.11, alpha: 2.24, a: 0.31, b: 0.5 },
      { x: 0, tx: 0, T: 1 },
      30,
      0.5645886155327848,
    ],
    ['a = 1', { r: 0.5, alpha: 4, a: 1, b: 2 }, { x: 0, tx: 0, T: 10 }, 30, 0.7494366538091395],
    ['z near 1', { r: 0.5, alpha: 0.01, a: 0.3, b: 0.5 }, { x: 0, tx: 0, T: 0 }, 50, 189.021662116703],
    [
      '900 purchases',
      { r: 0.8, alpha: 5, a: 0.9, b: 2 },
      { x: 900, tx: 300, T: 310 },
      52,
      3.324363137418631e-8,
    ],
  ])('is exact where %s', (_, parameters, customer, t, expected) => {
    const found = conditionalExpectation(parameters, customer, t)
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-10)
  })

  it('does not overflow on thousands of purchases, and then grows with the rate of the past', () => {
    const found = expectedWhileAlive({ ...FITTED, a: 0 }, { x: 5000, T: 300 }, 300)
    // The NBD: (r + x) t / (alpha + T).
    expect(Math.abs(found / ((5000.242595 * 300) / 304.413602) - 1)).toBeLessThan(1e-12)
  })
})

describe('P(alive)', () => {
  it('is 1 without a repeat purchase', () => {
    expect(probabilityAlive(FITTED, { x: 0, tx: 0, T: 39 })).toBe(1)
  })

  it('is 0 after a thousand purchases and a long silence, without overflow', () => {
    expect(probabilityAlive(FITTED, { x: 1000, tx: 10, T: 100 })).toBe(0)
  })

  it('is 1 where nobody drops out', () => {
    expect(probabilityAlive({ ...FITTED, a: 0 }, { x: 3, tx: 1, T: 39 })).toBe(1)
  })
})

describe('P(X(t) = n), equation (8)', () => {
  // BTYD manual, abs 1e-4 there.
  it('at 2 and 39 weeks', () => {
    expect(purchaseProbabilities(PRINTED, 2, 10)[10]).toBeCloseTo(1.07869e-7, 12)
    expect(purchaseProbabilities(PRINTED, 39, 0)[0]).toBeCloseTo(0.5737864, 7)
  })

  it('at 30 weeks, n = 11 to 20', () => {
    const found = purchaseProbabilities(PRINTED, 30, 20).subarray(11)
    const expected = [
      0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913,
      0.0003467171, 0.0002769613, 0.000222226,
    ]
    expected.forEach((value, i) => void expect(found[i]).toBeCloseTo(value, 10))
  })

  it('stays finite for 200 purchases, and all add up to 1', () => {
    const found = purchaseProbabilities(PRINTED, 30, 400)
    expect(found[200]).toBeGreaterThan(0)
    expect(found.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12)
  })

  it('is certain at the start', () => {
    const [none, ...more] = purchaseProbabilities(PRINTED, 0, 2)
    expect(none).toBeCloseTo(1, 12)
    expect(more).toEqual([0, 0])
  })

  it('has the mean of equation (9)', () => {
    const mean = purchaseProbabilities(PRINTED, 30, 2000).reduce((sum, one, n) => sum + n * one, 0)
    expect(mean).toBeCloseTo(expectedPurchases(PRINTED, 30), 10)
  })
})
