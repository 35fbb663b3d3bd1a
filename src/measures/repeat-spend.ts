/** The customers that the model of spend is fitted to. */

import type { ModelInputs } from './model-inputs.ts'
import type { Spend } from '../models/gamma-gamma.ts'

/** Customers with a purchase day that counts for spend. */
export interface RepeatSpend extends Spend {
  /** Of purchase days and mean spend, which the Gamma-Gamma model takes to be unrelated; null where neither varies. */
  readonly correlation: number | null
}

export function repeatSpend({ customers, spendDays, meanSpend }: ModelInputs): RepeatSpend {
  const chosen: number[] = []
  for (let c = 0; c < customers; c++) if (spendDays[c]! > 0) chosen.push(c)
  const purchases = Float64Array.from(chosen, c => spendDays[c]!)
  const mean = Float64Array.from(chosen, c => meanSpend[c]!)
  return { customers: chosen.length, purchases, mean, correlation: correlationOf(purchases, mean) }
}

/** Pearson's. */
function correlationOf(a: Float64Array, b: Float64Array): number | null {
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [a[i]! - meanA, b[i]! - meanB]
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
