/** The predictions of `clv`, or why there are none. */

import { EXIT, UserError } from '../../errors/index.ts'
import { type ModelInputs, modelInputs } from '../../measures/model-inputs.ts'
import { forecast, UNIT_DAYS, valuation } from '../../measures/valuation.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import type { KnownOptions } from './customers-flags.ts'

/** By customer; null where a model could not be fitted. */
export interface Predictions {
  readonly inputs: ModelInputs
  /** Why there are none; null where there are. */
  readonly why: string | null
  readonly probabilityAlive: Float64Array | null
  readonly expectedOrders: Float64Array | null
  readonly predictedValue: Float64Array | null
  readonly notes: readonly string[]
}

const UNIT = 'week'

export function predictions(histories: Histories, run: Run, options: KnownOptions): Predictions {
  const inputs = modelInputs(histories, {
    end: run.asOf,
    daysPerUnit: UNIT_DAYS[UNIT],
    includeFirst: false,
    scale: run.money.scale,
  })
  const asked = { ...options, unit: UNIT } as const
  const notes: string[] = []
  const purchases = unlessUnfit('probability_alive, expected_orders and predicted_value', notes, () =>
    forecast(inputs, asked),
  )
  const valued =
    purchases && run.hasAmount && unlessUnfit('predicted_value', notes, () => valuation(purchases, asked))
  return {
    inputs,
    why: purchases ? null : notes[0]!,
    probabilityAlive: purchases?.probabilityAlive ?? null,
    expectedOrders: purchases?.expectedOrders ?? null,
    predictedValue: (valued || null)?.predictedValue ?? null,
    notes: [...(purchases ? [predictionNote(purchases.model.title, options)] : []), ...notes],
  }
}

const predictionNote = (model: string, { horizon }: KnownOptions) =>
  `Predictions are for the ${horizon} months after the as-of date, by ${model}, and Gamma-Gamma for their value, fitted to all customers: see tenure clv.`

/** What `predict` gives; null, and a note, where the data allow no fit. */
function unlessUnfit<T>(columns: string, notes: string[], predict: () => T): T | null {
  try {
    return predict()
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== EXIT.fit) throw error
    notes.push(`${columns} empty: ${error.message}.`)
    return null
  }
}
