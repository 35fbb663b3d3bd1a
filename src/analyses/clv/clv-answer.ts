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
import { customersTable } from './customers-table.ts'
import { deciler, decilesTable } from './deciles-table.ts'
import { fitTable, holdoutTable } from './fit-table.ts'
import { notesOf } from './notes.ts'
import { parametersTable } from './parameters-table.ts'
import { pickValuation } from './pick-valuation.ts'
import { forecast, UNIT_DAYS, valuation } from '../../measures/valuation.ts'

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
    }
  },
}

function endOfCalibration({ asOf }: Run, { calibrationEnd }: ClvOptions) {
  if (calibrationEnd === null) return asOf
  if (calibrationEnd >= asOf) throw calibrationAfterEnd(formatDay(calibrationEnd), formatDay(asOf))
  return calibrationEnd
}
