/** Histories → model inputs → predictions, and the tables of them. */

import { calibrationAfterEnd } from '../../errors/index.ts'
import { formatDay } from '../../math/calendar.ts'
import { modelInputs } from '../../measures/model-inputs.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import type { Answer } from '../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../breakdown.ts'
import { breakdownRequest } from '../breakdown-flags.ts'
import type { ClvOptions } from './clv-flags.ts'
import { sampleOf } from '../../math/difference.ts'
import { type Figure, meanFigure, totalFigure } from '../headline.ts'
import { customersTable } from './customers-table.ts'
import { deciler, decilesTable } from './deciles-table.ts'
import { fitTable, holdoutTable } from './fit-table.ts'
import { notesOf } from './notes.ts'
import { parametersTable } from './parameters-table.ts'
import { pickValuation } from './pick-valuation.ts'
import { forecast, UNIT_DAYS, type Valuation, valuation } from '../../measures/valuation.ts'

export const clvAnswer: Answer<ClvOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  attributes: breakdownRequest,
  report({ histories }, run, options, attributes) {
    const end = endOfCalibration(run, options)
    const daysPerUnit = UNIT_DAYS[options.unit]
    const { includeFirst } = options
    const inputs = modelInputs(histories, { end, daysPerUnit, includeFirst, scale: run.money.scale })
    const valued = valuation(forecast(inputs, options), options)
    const groups = breakdownGroups(attributes, histories, options)
    const decileOf = deciler(valued.predictedValue)
    const tables = [
      brokenDown(groups, customers => decilesTable(pickValuation(valued, customers), decileOf, run, options)),
      parametersTable(valued),
      fitTable(valued),
    ]
    if (end < run.asOf) tables.push(holdoutTable(valued, (run.asOf - end) / daysPerUnit))
    const customers = () => customersTable(valued, histories, run, options)
    return {
      tables: options.detail ? [withGroups(groups, customers(), inputs.places), ...tables] : tables,
      notes: [
        ...notesOf(valued, histories.totals, run, options),
        ...breakdownNotes(groups, attributes, histories),
      ],
      headline: () => clvHeadline(valued, run),
    }
  },
}

/** Means of what is predicted of each customer, and their sum; intervals are of the customers, not of the fit. */
function clvHeadline(
  { inputs, probabilityAlive, expectedOrders, predictedValue }: Valuation,
  run: Run,
): Figure[] {
  const currency = run.facts.currency ?? 'money'
  return [
    totalFigure('customers', 'customers', inputs.customers),
    meanFigure('mean_probability_alive', 'share', sampleOf(probabilityAlive)),
    meanFigure('mean_expected_orders', 'orders', sampleOf(expectedOrders)),
    meanFigure('mean_predicted_value', currency, sampleOf(predictedValue)),
    totalFigure(
      'predicted_value',
      currency,
      predictedValue.reduce((sum, value) => sum + value, 0),
    ),
  ]
}

function endOfCalibration({ asOf }: Run, { calibrationEnd }: ClvOptions) {
  if (calibrationEnd === null) return asOf
  if (calibrationEnd >= asOf) throw calibrationAfterEnd(formatDay(calibrationEnd), formatDay(asOf))
  return calibrationEnd
}
