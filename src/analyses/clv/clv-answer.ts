/** Histories → model inputs → predictions, and the tables of them. */

import { calibrationAfterEnd } from '../../errors/index.ts'
import { formatDay } from '../../math/calendar.ts'
import { modelInputs } from '../../measures/model-inputs.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import type { Answer } from '../analysis.ts'
import type { ClvOptions } from './clv-flags.ts'
import { customersTable } from './customers-table.ts'
import { decilesTable } from './deciles-table.ts'
import { fitTable, holdoutTable } from './fit-table.ts'
import { notesOf } from './notes.ts'
import { parametersTable } from './parameters-table.ts'
import { UNIT_DAYS, valuation } from './valuation.ts'

export const clvAnswer: Answer<ClvOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  report({ histories }, run, options) {
    const end = endOfCalibration(run, options)
    const daysPerUnit = UNIT_DAYS[options.unit]
    const { includeFirst } = options
    const inputs = modelInputs(histories, { end, daysPerUnit, includeFirst, scale: run.money.scale })
    const valued = valuation(inputs, options)
    const tables = [decilesTable(valued, run, options), parametersTable(valued), fitTable(valued)]
    if (end < run.asOf) tables.push(holdoutTable(valued, (run.asOf - end) / daysPerUnit))
    return {
      tables: options.detail ? [customersTable(valued, histories, run, options), ...tables] : tables,
      notes: notesOf(valued, histories.totals, run, options),
    }
  },
}

function endOfCalibration({ asOf }: Run, { calibrationEnd }: ClvOptions) {
  if (calibrationEnd === null) return asOf
  if (calibrationEnd >= asOf) throw calibrationAfterEnd(formatDay(calibrationEnd), formatDay(asOf))
  return calibrationEnd
}
