/** Some customers of a valuation: predicted by models of all, looked at alone. */

import type { ModelInputs } from '../../measures/model-inputs.ts'
import { pickAt, ranksOf } from '../../measures/pick-customers.ts'
import type { Valuation } from '../../measures/valuation.ts'

/** Of those places in the histories; all of them where null. */
export function pickValuation(valuation: Valuation, places: Uint32Array | null): Valuation {
  if (places === null) return valuation
  const { inputs, probabilityAlive, expectedOrders, expectedSpend, predictedValue } = valuation
  const ranks = ranksOf(inputs.places, places)
  return {
    ...valuation,
    inputs: pickInputs(inputs, ranks),
    probabilityAlive: pickAt(probabilityAlive, ranks),
    expectedOrders: pickAt(expectedOrders, ranks),
    expectedSpend: pickAt(expectedSpend, ranks),
    predictedValue: pickAt(predictedValue, ranks),
  }
}

const pickInputs = (inputs: ModelInputs, ranks: Uint32Array): ModelInputs => ({
  ...inputs,
  customers: ranks.length,
  places: pickAt(inputs.places, ranks),
  orders: pickAt(inputs.orders, ranks),
  netRevenue: pickAt(inputs.netRevenue, ranks),
  x: pickAt(inputs.x, ranks),
  tx: pickAt(inputs.tx, ranks),
  T: pickAt(inputs.T, ranks),
  spendDays: pickAt(inputs.spendDays, ranks),
  meanSpend: pickAt(inputs.meanSpend, ranks),
  laterDays: pickAt(inputs.laterDays, ranks),
})
