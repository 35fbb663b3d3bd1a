/** BG/NBD as one of the models of repeat purchases. */

import {
  type BgNbdParameters,
  expectedWhileAlive,
  probabilityAlive,
  purchaseProbabilities,
} from './bg-nbd.ts'
import { type BgNbdFit, fitBgNbd } from './bg-nbd-fit.ts'
import type { PurchaseCounts } from './purchase-counts.ts'
import type { FittedPurchaseModel, FuturePeriod, Parameter, PurchaseModel } from './purchase-model.ts'

export const bgNbdModel: PurchaseModel = {
  name: 'bg-nbd',
  title: 'BG/NBD',
  fit(customers) {
    const fit = fitBgNbd(customers)
    return {
      parameters: parametersOf(fit),
      logLikelihood: fit.logLikelihood,
      remarks: remarksOf(fit),
      ...predictions(fit.parameters),
    }
  },
}

function parametersOf({ parameters, standardErrors, dropsOut }: BgNbdFit): Parameter[] {
  const { r, alpha, a, b } = parameters
  const estimates: [string, number | null][] = [
    ['r', r],
    ['alpha', alpha],
    ['a', a],
    ['b', dropsOut ? b : null],
  ]
  return estimates.map(([name, estimate], i) => ({
    name,
    estimate,
    standardError: standardErrors?.[i] ?? null,
  }))
}

function remarksOf({ dropsOut, standardErrors }: BgNbdFit): string[] {
  const remarks: string[] = []
  if (!dropsOut) {
    remarks.push(
      'No dropout found: a is 0, which is the NBD model; every customer is taken to stay and to order as before.',
    )
  }
  if (standardErrors === null) {
    remarks.push('BG/NBD has no standard errors: the likelihood is flat, or has its maximum at a border.')
  }
  return remarks
}

type Predictions = Omit<FittedPurchaseModel, 'parameters' | 'logLikelihood' | 'remarks'>

function predictions(parameters: BgNbdParameters): Predictions {
  const alive = (customers: PurchaseCounts) => {
    const { x, tx, T } = customers
    return perCustomer(customers, c => probabilityAlive(parameters, { x: x[c]!, tx: tx[c]!, T: T[c]! }))
  }
  return {
    probabilityAlive: alive,
    expectedPurchases(customers, periods) {
      const { x, T } = customers
      const whileAlive = rememberPairs((x, T) => factoredPurchases(parameters, { x, T }, periods))
      return alive(customers).map((probability, c) => probability * whileAlive(x[c]!, T[c]!))
    },
    expectedHistogram({ customers, T }, most) {
      const probabilities = new Map<number, Float64Array>()
      const expected = new Float64Array(most + 1)
      for (let c = 0; c < customers; c++) {
        const time = T[c]!
        const own = probabilities.get(time) ?? purchaseProbabilities(parameters, time, most)
        probabilities.set(time, own)
        for (let n = 0; n <= most; n++) expected[n]! += own[n]!
      }
      return expected
    },
  }
}

function factoredPurchases(
  parameters: BgNbdParameters,
  purchases: { readonly x: number; readonly T: number },
  periods: readonly FuturePeriod[],
): number {
  let [total, before] = [0, 0]
  for (const { end, factor } of periods) {
    const until = expectedWhileAlive(parameters, purchases, end)
    total += factor * (until - before)
    before = until
  }
  return total
}

/** Customers share their x and T with many others, and the series is long: each pair is computed once. */
function rememberPairs(compute: (x: number, T: number) => number): (x: number, T: number) => number {
  const known = new Map<number, Map<number, number>>()
  return (x, T) => {
    const byT = known.get(x) ?? new Map<number, number>()
    known.set(x, byT)
    const value = byT.get(T) ?? compute(x, T)
    byT.set(T, value)
    return value
  }
}

function perCustomer({ customers }: PurchaseCounts, of: (customer: number) => number): Float64Array {
  const values = new Float64Array(customers)
  for (let customer = 0; customer < customers; customer++) values[customer] = of(customer)
  return values
}
