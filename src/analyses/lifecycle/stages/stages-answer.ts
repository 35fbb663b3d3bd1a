/** Histories → the stage of every customer on every day, and the tables of it. */

import { kaplanMeier } from '../../../math/kaplan-meier.ts'
import { betweenOrders } from '../../../measures/gaps.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { thresholdsTable } from '../../churn-thresholds.ts'
import { type StageBasis, type StageSummaries, stageBasis, stageSpecs } from '../../stage-basis.ts'
import { stageNotes } from '../../stage-notes.ts'
import { customersTable } from './customers-table.ts'
import { dwellTable } from './dwell-table.ts'
import { historyTable } from './history-table.ts'
import { rulesTable } from './rules-table.ts'
import type { StagesOptions } from './stages-flags.ts'
import { stagesTable } from './stages-table.ts'

export const stagesAnswer: Answer<StagesOptions, StageSummaries> = {
  specs: stageSpecs,
  report(summaries, run, options) {
    const basis = stageBasis(summaries, run, options)
    const tables = [
      stagesTable(basis, run),
      dwellTable(basis),
      historyTable(basis, run),
      rulesTable(basis),
      ...thresholdTables(basis, run),
    ]
    return {
      tables: options.detail ? [customersTable(basis, run), ...tables] : tables,
      notes: stageNotes(basis, options),
    }
  },
}

function thresholdTables({ thresholds, purchases, gaps }: StageBasis, { asOf }: Run): Table[] {
  if (!thresholds) return []
  const { days, repeated } = betweenOrders(purchases, asOf)
  return [thresholdsTable(thresholds, gaps, kaplanMeier(days, repeated))]
}
