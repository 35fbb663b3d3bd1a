/** R, F and M on one scale: logarithms where a measure is skewed, then mean 0 and standard deviation 1. */

import type { Measure, Measures } from '../../../measures/rfm-measures.ts'

/** Beyond it one long tail would decide the groups alone. */
const SKEWED = 1

export interface Scale {
  readonly measure: Measure
  /** Of the values as they are: third moment by the standard deviation cubed. */
  readonly skewness: number
  /** log(1 + x), what is below 0 taken as 0; else x. */
  readonly isLog: boolean
  readonly mean: number
  readonly deviation: number
  scaled(customer: number): number
}

/** One of each measure there is; customers are in the order of their ids, so that sums are the same bits. */
export function scalesOf({ r, f, m }: Measures<Measure>): Scale[] {
  return (m ? [r, f, m] : [r, f]).map(scaleOf)
}

function scaleOf(measure: Measure): Scale {
  const raw = Float64Array.from(measure.values)
  const { skewness } = momentsOf(raw)
  const isLog = skewness > SKEWED
  const values = isLog ? raw.map(value => Math.log1p(Math.max(0, value))) : raw
  const { mean, deviation } = momentsOf(values)
  // A measure that is the same for all tells nobody apart.
  const scaled = (customer: number) => (deviation === 0 ? 0 : (values[customer]! - mean) / deviation)
  return { measure, skewness, isLog, mean, deviation, scaled }
}

function momentsOf(values: Float64Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let [second, third] = [0, 0]
  for (const value of values) {
    second += (value - mean) ** 2
    third += (value - mean) ** 3
  }
  const deviation = Math.sqrt(second / values.length)
  return { mean, deviation, skewness: deviation === 0 ? 0 : third / values.length / deviation ** 3 }
}
