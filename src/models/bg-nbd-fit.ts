/** BG/NBD parameters of given customers, or those of its limit where nobody seems to drop out. */

import type { BgNbdParameters } from './bg-nbd.ts'
import { bgNbdLogLikelihood } from './bg-nbd-likelihood.ts'
import { type Fit, fitByLikelihood, type Likelihood } from './maximum-likelihood.ts'
import {
  everyNth,
  groupPurchases,
  type PurchaseCounts,
  type PurchaseGroups,
  withoutLast,
} from './purchase-counts.ts'

export interface BgNbdFit {
  readonly parameters: BgNbdParameters
  /** Of r, alpha, a, b, in that order; of r and alpha alone where nobody drops out. */
  readonly standardErrors: Float64Array | null
  readonly logLikelihood: number
  /** False where dropout makes the data no likelier: then a is 0 and b means nothing. */
  readonly dropsOut: boolean
}

/** Dropout has to add this much to the log-likelihood, else its parameters drift to where they have no effect. */
const LEAST_GAIN = 1e-3

/** Fits by maximum likelihood; throws noConvergence. The order of customers makes no difference. */
export function fitBgNbd(counts: PurchaseCounts): BgNbdFit {
  const groups = groupPurchases(counts)
  const scale = meanTimeBetween(groups)
  const withoutDropout = fitByLikelihood(nbdLikelihood(withoutLast(groups), scale))
  const withDropout = fitByLikelihood(bgNbdLikelihood(groups, scale))
  const dropsOut = withDropout.logLikelihood - withoutDropout.logLikelihood > LEAST_GAIN
  const { standardErrors, logLikelihood, ...fit } = dropsOut ? withDropout : withoutDropout
  return { parameters: named(fit), standardErrors, logLikelihood, dropsOut }
}

function bgNbdLikelihood(groups: PurchaseGroups, scale: number): Likelihood {
  return {
    model: 'BG/NBD',
    customers: groups.customers,
    at: parameters => bgNbdLogLikelihood(groups, named({ parameters })),
    ...partOf(groups, part => parameters => bgNbdLogLikelihood(part, named({ parameters }))),
    starts: [
      [0.25, 0.25 * scale, 0.5, 2],
      [1, scale, 1, 5],
      [2, 2 * scale, 0.2, 0.5],
    ],
    low: [LOW, LOW_ALPHA, LOW, LOW],
    high: [HIGH, HIGH, HIGH, HIGH],
  }
}

/** The same with a = 0, by r and alpha; when the last purchase was makes no difference to it. */
function nbdLikelihood(groups: PurchaseGroups, scale: number): Likelihood {
  return {
    model: 'BG/NBD',
    customers: groups.customers,
    at: parameters => {
      const { value, gradient } = bgNbdLogLikelihood(groups, named({ parameters }))
      return { value, gradient: gradient.subarray(0, 2) }
    },
    starts: [
      [0.25, 0.25 * scale],
      [1, scale],
    ],
    low: [LOW, LOW_ALPHA],
    high: [HIGH, HIGH],
  }
}

/** Groups that are enough to search from the starts with. */
const ENOUGH_GROUPS = 20_000

function partOf(
  groups: PurchaseGroups,
  at: (part: PurchaseGroups) => Likelihood['at'],
): Pick<Likelihood, 'part'> {
  if (groups.size <= ENOUGH_GROUPS) return {}
  const part = everyNth(groups, Math.ceil(groups.size / ENOUGH_GROUPS))
  return { part: { customers: part.customers, at: at(part) } }
}

/** Far outside of what customers do in days or weeks; a parameter that ends there has no effect of its own. */
const [LOW, LOW_ALPHA, HIGH] = [1e-5, 1e-2, 1e4]

/** All observed time over all repeat purchases: alpha / r, were nobody to drop out. */
function meanTimeBetween({ x, T, count, times, size }: PurchaseGroups): number {
  let [purchases, time] = [0, 0]
  for (let group = 0; group < size; group++) {
    purchases += count[group]! * x[group]!
    time += count[group]! * times[T[group]!]!
  }
  return time / purchases
}

function named({ parameters }: Pick<Fit, 'parameters'>): BgNbdParameters {
  const [r = 0, alpha = 0, a = 0, b = 1] = parameters
  return { r, alpha, a, b }
}
