/**
 * The BG/NBD model: while alive a customer buys at random at a rate of their own, Gamma(r, alpha) over customers, and
 * may drop out after each purchase with a probability of their own, Beta(a, b) over customers.
 * Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2).
 * With a = 0 nobody drops out: the NBD model, its limit.
 */

import { logGamma } from '../math/gamma.ts'

export interface BgNbdParameters {
  readonly r: number
  /** In the unit of time. */
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** A customer's repeat purchases x, the last at t_x, observed until T. */
export interface Purchases {
  readonly x: number
  readonly tx: number
  readonly T: number
}

/**
 * P(alive at T). From equation (6): its second term over its first is the odds of having dropped out at t_x; a
 * customer without a repeat purchase has had no occasion to.
 */
export function probabilityAlive({ r, alpha, a, b }: BgNbdParameters, { x, tx, T }: Purchases): number {
  if (x === 0 || a === 0) return 1
  const odds = Math.exp(Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + T) / (alpha + tx)))
  return 1 / (1 + odds)
}

/**
 * Purchases expected in the time t after T from a customer who is alive at T. Times P(alive) it is equation (10), and
 * for x = 0, T = 0, a customer just acquired, equation (9).
 *
 * Not computed by those: they divide by a - 1 and take 2F1 at a third argument a + b + x - 1, which may be negative.
 * Instead the expectation over N, the purchases of one who never drops out, negative binomial of size r + x and
 * z = t / (alpha + T + t): the k-th of them happens with E[(1 - p)^(k - 1)]. All terms are positive.
 */
export function expectedWhileAlive(
  { r, alpha, a, b }: BgNbdParameters,
  { x, T }: Pick<Purchases, 'x' | 'T'>,
  t: number,
): number {
  const size = r + x
  const z = t / (alpha + T + t)
  let weight = 1
  let weights = 1
  let happens = 1
  let purchases = 0
  let total = 0
  for (let n = 1; ; n++) {
    weight *= ((size + n - 1) / n) * z
    purchases += happens
    happens *= (b + x + n - 1) / (a + b + x + n - 1)
    weights += weight
    total += weight * purchases
    const ratio = Math.max(z, ((size + n) / (n + 1)) * z)
    // The rest is below a geometric series, while purchases grow by one a term at most.
    if (ratio < 1 && weight * (purchases + 1 / (1 - ratio)) <= PRECISION * (1 - ratio) * total) break
    if (weights > LARGE) {
      weight /= LARGE
      weights /= LARGE
      total /= LARGE
    }
  }
  return total / weights
}

const PRECISION = 1e-16
const LARGE = 1e200

/** E[X(t)]: purchases expected of a new customer by t, equation (9). */
export const expectedPurchases = (parameters: BgNbdParameters, t: number) =>
  expectedWhileAlive(parameters, { x: 0, T: 0 }, t)

/** E[Y(t) | x, t_x, T]: purchases expected in (T, T + t], equation (10). */
export const conditionalExpectation = (parameters: BgNbdParameters, purchases: Purchases, t: number) =>
  probabilityAlive(parameters, purchases) * expectedWhileAlive(parameters, purchases, t)

/** P(X(t) = n) of a new customer, n from 0 to `most`: equation (8). */
export function purchaseProbabilities(
  { r, alpha, a, b }: BgNbdParameters,
  t: number,
  most: number,
): Float64Array {
  const logWeight = (n: number) =>
    logGamma(r + n) -
    logGamma(r) -
    logGamma(n + 1) +
    r * Math.log(alpha / (alpha + t)) +
    (n === 0 ? 0 : n * Math.log(t / (alpha + t)))
  const survives = survivals({ a, b }, most)
  // From the far end, because 1 less a sum that is nearly 1 would have no digits.
  let atLeast = upperTail(n => Math.exp(logWeight(n)), r, t / (alpha + t), most + 1)
  const probabilities = new Float64Array(most + 1)
  for (let n = most; n >= 0; n--) {
    const weight = Math.exp(logWeight(n))
    atLeast += weight
    const dropsOutHere = n === 0 ? 0 : a / (b + n - 1)
    probabilities[n] = survives[n]! * (weight + dropsOutHere * atLeast)
  }
  return probabilities
}

/** P(alive after n purchases) = B(a, b + n) / B(a, b), n from 0 to `most`. */
function survivals({ a, b }: Pick<BgNbdParameters, 'a' | 'b'>, most: number): Float64Array {
  const survives = new Float64Array(most + 1).fill(1)
  for (let n = 1; n <= most; n++) survives[n] = survives[n - 1]! * ((b + n - 1) / (a + b + n - 1))
  return survives
}

/** P(N >= from) of a negative binomial of size r: its terms until they no longer count. */
function upperTail(weightAt: (n: number) => number, r: number, z: number, from: number): number {
  let total = 0
  for (let n = from, weight = weightAt(from); ; n++) {
    total += weight
    const ratio = ((r + n) / (n + 1)) * z
    if (ratio < 1 && weight * ratio <= PRECISION * (1 - ratio) * total) return total
    // Below the top of the distribution the terms may start at less than a double can hold.
    weight = weight === 0 ? weightAt(n + 1) : weight * ratio
  }
}
