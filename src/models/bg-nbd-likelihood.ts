/** The log-likelihood of the BG/NBD model and its gradient: Fader, Hardie & Lee (2005), equation (6). */

import type { Slope } from '../math/minimise.ts'
import type { BgNbdParameters } from './bg-nbd.ts'
import type { PurchaseGroups } from './purchase-counts.ts'

/**
 * Value, and gradient by r, alpha, a, b. A group's likelihood is taken apart as
 * Γ(r + x) / Γ(r) · B(a, b + x) / B(a, b) · alpha^r / (alpha + T)^(r + x) · (1 + odds of having dropped out at t_x);
 * as x is whole, the gammas are products, tabulated once for all groups.
 */
export function bgNbdLogLikelihood(groups: PurchaseGroups, parameters: BgNbdParameters): Slope {
  const { r, alpha, a, b } = parameters
  const { x, tx, T, count, times, mostPurchases } = groups
  const products = productsUpTo(mostPurchases, parameters)
  const logAlpha = Math.log(alpha)
  const logTimes = times.map(time => Math.log(alpha + time))
  let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
  const overTimes = times.map(time => 1 / (alpha + time))
  for (let group = 0; group < groups.size; group++) {
    const n = x[group]!
    const logT = logTimes[T[group]!]!
    const overT = overTimes[T[group]!]!
    let one = products.log[n]! + r * logAlpha - (r + n) * logT
    let oneByR = products.byR[n]! + logAlpha - logT
    let oneByAlpha = r / alpha - (r + n) * overT
    let oneByA = products.byA[n]!
    let oneByB = products.byB[n]!
    if (n > 0 && a > 0) {
      const silence = logT - logTimes[tx[group]!]!
      const logOdds = products.logOdds[n]! + (r + n) * silence
      const smaller = Math.exp(-Math.abs(logOdds))
      const gone = (logOdds > 0 ? 1 : smaller) / (1 + smaller)
      one += Math.max(logOdds, 0) + Math.log1p(smaller)
      oneByR += gone * silence
      oneByAlpha += gone * (r + n) * (overT - overTimes[tx[group]!]!)
      oneByA += gone / a
      oneByB -= gone / (b + n - 1)
    }
    const weight = count[group]!
    value += weight * one
    byR += weight * oneByR
    byAlpha += weight * oneByAlpha
    byA += weight * oneByA
    byB += weight * oneByB
  }
  return { value, gradient: Float64Array.of(byR, byAlpha, byA, byB) }
}

/** By x: ln of Γ(r + x) / Γ(r) · B(a, b + x) / B(a, b), its derivatives, and ln of a / (b + x - 1). */
function productsUpTo(most: number, { r, a, b }: BgNbdParameters) {
  const table = () => new Float64Array(most + 1)
  const [log, byR, byA, byB, logOdds] = [table(), table(), table(), table(), table()]
  for (let x = 1; x <= most; x++) {
    const i = x - 1
    log[x] = log[i]! + Math.log(((r + i) * (b + i)) / (a + b + i))
    byR[x] = byR[i]! + 1 / (r + i)
    byA[x] = byA[i]! - 1 / (a + b + i)
    byB[x] = byB[i]! + 1 / (b + i) - 1 / (a + b + i)
    logOdds[x] = Math.log(a / (b + i))
  }
  return { log, byR, byA, byB, logOdds }
}
