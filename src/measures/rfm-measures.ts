/** The three measures of a customer and their scores: what the tables of segments are made of. */

import type { RfmValues } from './rfm-values.ts'
import { type Cuts, cutsByValue, scoresOf } from './scores.ts'
import type { Run } from '../rollups/run.ts'

export interface Measure {
  readonly name: 'days_since_last' | 'orders' | 'net_revenue' | 'net_revenue_per_order'
  /** The flag that fixes its cut points. */
  readonly flag: 'r-cuts' | 'f-cuts' | 'm-cuts'
  readonly unit: string | null
  /** 1 where more is better, -1 where less is. */
  readonly sign: 1 | -1
  /** By customer; money in currency, unrounded. */
  readonly values: Float64Array
}

export interface ScoredMeasure extends Measure {
  /** Of sign × value. */
  readonly cuts: Cuts
  readonly scores: Uint8Array
}

/** R, F and M of every customer; M is null where the input has no amounts. */
export interface Measures<M> {
  readonly r: M
  readonly f: M
  readonly m: M | null
}

/** The measures as reports name them (definition P3); M is the net amount, or that of the mean order. */
export function measuresOf(values: RfmValues, run: Run, monetary: 'total' | 'mean'): Measures<Measure> {
  const unit = run.facts.currency
  const name = monetary === 'total' ? 'net_revenue' : 'net_revenue_per_order'
  return {
    r: { name: 'days_since_last', flag: 'r-cuts', unit: 'days', sign: -1, values: values.daysSinceLast },
    f: { name: 'orders', flag: 'f-cuts', unit: 'orders', sign: 1, values: values.orders },
    m: run.hasAmount ? { name, flag: 'm-cuts', unit, sign: 1, values: moneyOf(values, run, monetary) } : null,
  }
}

/** Divided once, so that equal amounts and equal means are equal numbers, whatever the scale of the run. */
function moneyOf(
  { netRevenue, orders }: RfmValues,
  { money }: Run,
  monetary: 'total' | 'mean',
): Float64Array {
  const unitsOfOne = 10 ** money.scale
  const amounts = new Float64Array(netRevenue.length)
  for (let i = 0; i < amounts.length; i++)
    amounts[i] = netRevenue[i]! / (unitsOfOne * (monetary === 'total' ? 1 : orders[i]!))
  return amounts
}

/** By the given cuts, else by those of the values themselves. */
export function scored(measure: Measure, k: number, given: Cuts | null): ScoredMeasure {
  const { values, sign } = measure
  const cuts = given ?? cutsByValue(better(measure), k)
  return { ...measure, cuts, scores: scoresOf(values, sign, cuts) }
}

/** The values as more is better. */
function better({ values, sign }: Measure): Float64Array {
  const signed = new Float64Array(values.length)
  for (let i = 0; i < signed.length; i++) signed[i] = sign * values[i]!
  return signed
}
