/** What `segment value` is summed up in. */

import { sampleOf } from '../../../math/difference.ts'
import type { Concentration } from '../../../measures/concentration.ts'
import type { RfmValues } from '../../../measures/rfm-values.ts'
import type { Run } from '../../../rollups/run.ts'
import { type Figure, meanFigure, totalFigure } from '../../headline.ts'

/** Customers, what they bring, and how unevenly. Negative values count as 0, as in the tables. */
export function valueHeadline(
  { customers, total, ranked, gini, cumulated }: Concentration,
  { netRevenue }: RfmValues,
  { money, facts }: Run,
  { top }: { readonly top: number },
): Figure[] {
  const currency = facts.currency ?? 'money'
  const ascending = Float64Array.from(
    { length: customers },
    (_, i) => Math.max(0, netRevenue[ranked[customers - 1 - i]!]!) / 10 ** money.scale,
  )
  const first = Math.ceil((customers * top) / 100)
  const share = total === 0n ? null : Number(cumulated(first)) / Number(total)
  return [
    totalFigure('customers', 'customers', customers),
    totalFigure('value', currency, money.toNumber(total)),
    meanFigure('value_per_customer', currency, sampleOf(ascending)),
    ...(share === null
      ? []
      : [estimate(`top_share of ${top} %`, share, topInfluence(ascending, first, share))]),
    ...(gini === null ? [] : [estimate('gini', gini, giniInfluence(ascending, gini))]),
  ]
}

/** What each customer adds to an estimate (its influence) says how much the estimate varies. */
const estimate = (name: string, value: number, influence: Float64Array): Figure => {
  const { n, variance } = sampleOf(influence)
  return { name, unit: 'share', kind: 'estimate', value, se: Math.sqrt(variance / n) }
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

/** ((x - q)+ + p q - share x) / mean, q the least value of the top: the influence of a Lorenz ordinate, from the top. */
function topInfluence(ascending: Float64Array, first: number, share: number): Float64Array {
  const n = ascending.length
  const q = ascending[n - first]!
  const mean = meanOf(ascending)
  return ascending.map(x => (Math.max(0, x - q) + (first / n) * q - share * x) / mean)
}

/** Davidson (2009), Reliable inference for the Gini index, Journal of Econometrics 150: Z_i of the i-th value by size, over the mean. */
function giniInfluence(ascending: Float64Array, gini: number): Float64Array {
  const n = ascending.length
  const mean = meanOf(ascending)
  let sum = 0
  return ascending.map((x, i) => {
    sum += x
    return (-(gini + 1) * x + ((2 * i + 1) / n) * x - (2 / n) * sum) / mean
  })
}
