/**
 * The Gamma-Gamma model of spend: a customer's purchases scatter around a mean of their own, and the means scatter
 * over customers, whatever the number of purchases.
 * Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025 of brucehardie.com.
 */

import { digamma, logGamma } from '../math/gamma.ts'
import type { Slope } from '../math/minimise.ts'
import { type Fit, fitByLikelihood, type Likelihood } from './maximum-likelihood.ts'

export interface GammaGammaParameters {
  readonly p: number
  readonly q: number
  /** In the currency; called gamma in the note. */
  readonly v: number
}

/** By customer, with at least one purchase each: how many count, and the mean of what was spent on one, above 0. */
export interface Spend {
  readonly customers: number
  readonly purchases: ArrayLike<number>
  readonly mean: ArrayLike<number>
}

/** Fits by maximum likelihood, p, q and v in that order; throws noConvergence. */
export function fitGammaGamma(spend: Spend): Fit {
  // Money is measured in its own mean, so that one set of starts fits every currency.
  const scale = overallMean(spend)
  const scaled = { ...spend, mean: Float64Array.from(spend.mean, mean => mean / scale) }
  const cumulated = cumulate(scaled)
  const { parameters, standardErrors, logLikelihood } = fitByLikelihood({
    model: 'Gamma-Gamma',
    customers: spend.customers,
    at: ([p = 0, q = 0, v = 0]) => logLikelihoodOf(cumulated, { p, q, v }),
    ...partOf(scaled),
    starts: [
      [1, 2, 1],
      [5, 3.5, 0.5],
      [2, 10, 4.5],
    ],
    low: [1e-3, 1e-3, 1e-5],
    high: [1e4, 1e4, 1e8],
  })
  const unscaled = (values: Float64Array) => values.map((value, i) => (i === 2 ? value * scale : value))
  return {
    parameters: unscaled(parameters),
    standardErrors: standardErrors && unscaled(standardErrors),
    logLikelihood: logLikelihood - spend.customers * Math.log(scale),
  }
}

/** Customers who are enough to search from the starts with. */
const ENOUGH_CUSTOMERS = 20_000

function partOf({ customers, purchases, mean }: Spend): Pick<Likelihood, 'part'> {
  if (customers <= ENOUGH_CUSTOMERS) return {}
  const n = Math.ceil(customers / ENOUGH_CUSTOMERS)
  const size = Math.floor(customers / n)
  const chosen = (values: ArrayLike<number>) => Float64Array.from({ length: size }, (_, i) => values[i * n]!)
  const part = cumulate({ customers: size, purchases: chosen(purchases), mean: chosen(mean) })
  return { part: { customers: size, at: ([p = 0, q = 0, v = 0]) => logLikelihoodOf(part, { p, q, v }) } }
}

/** The log-likelihood, the logarithm of equation (1a) for every customer, and its gradient by p, q, v. */
export const gammaGammaLogLikelihood = (spend: Spend, parameters: GammaGammaParameters) =>
  logLikelihoodOf(cumulate(spend), parameters)

/** Expected spend on a purchase, equation (5): the customer's own mean and that of all, weighted; q > 1. */
export function expectedSpend({ p, q, v }: GammaGammaParameters, purchases: number, mean: number): number {
  const ownWeight = (p * purchases) / (p * purchases + q - 1)
  const populationMean = (v * p) / (q - 1)
  return ownWeight * mean + (1 - ownWeight) * populationMean
}

/** Customers by their number of purchases: the gammas depend on nothing else. */
interface Cumulated {
  readonly spend: Spend
  readonly customersOf: ReadonlyMap<number, number>
  /** Σ x ln(x m), and Σ ln(x m) over customers, x purchases of mean m. */
  readonly weightedLogs: number
  readonly logs: number
}

function cumulate(spend: Spend): Cumulated {
  const { customers, purchases, mean } = spend
  const customersOf = new Map<number, number>()
  let [weightedLogs, logs] = [0, 0]
  for (let c = 0; c < customers; c++) {
    const x = purchases[c]!
    customersOf.set(x, (customersOf.get(x) ?? 0) + 1)
    weightedLogs += x * Math.log(x * mean[c]!)
    logs += Math.log(mean[c]!)
  }
  return { spend, customersOf, weightedLogs, logs }
}

function logLikelihoodOf(cumulated: Cumulated, { p, q, v }: GammaGammaParameters): Slope {
  const { spend, customersOf, weightedLogs, logs } = cumulated
  const { customers, purchases, mean } = spend
  let value = p * weightedLogs - logs + customers * (q * Math.log(v) - logGamma(q))
  let byP = weightedLogs
  let byQ = customers * (Math.log(v) - digamma(q))
  let byV = (customers * q) / v
  for (const [x, count] of customersOf) {
    value += count * (logGamma(p * x + q) - logGamma(p * x))
    byP += count * x * (digamma(p * x + q) - digamma(p * x))
    byQ += count * digamma(p * x + q)
  }
  for (let c = 0; c < customers; c++) {
    const x = purchases[c]!
    const sum = x * mean[c]! + v
    const logSum = Math.log(sum)
    value -= (p * x + q) * logSum
    byP -= x * logSum
    byQ -= logSum
    byV -= (p * x + q) / sum
  }
  return { value, gradient: Float64Array.of(byP, byQ, byV) }
}

function overallMean({ customers, mean }: Spend): number {
  let total = 0
  for (let c = 0; c < customers; c++) total += mean[c]!
  return total / customers
}
