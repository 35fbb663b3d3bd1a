/** Histories → the stage of every customer on every day, and the tables of it. */

import { betweenOrders } from '../../../measures/gaps.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { savedTableOf } from '../../../flags.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { thresholdsTable } from '../../churn-thresholds.ts'
import { pickBasis, type StageBasis, type StageSummaries, stageBasis, stageSpecs } from '../../stage-basis.ts'
import { stageNotes } from '../../stage-notes.ts'
import { customersTable } from './customers-table.ts'
import { dwellTable } from './dwell-table.ts'
import { historyTable } from './history-table.ts'
import { rulesTable } from './rules-table.ts'
import type { StagesOptions } from './stages-flags.ts'
import { stagesHeadline } from './stages-headline.ts'
import { stagesTable } from './stages-table.ts'

export const stagesAnswer: Answer<StagesOptions, StageSummaries> = {
  specs: stageSpecs,
  attributes: breakdownRequest,
  report(summaries, run, options, attributes) {
    const basis = stageBasis(summaries, run, options)
    const groups = breakdownGroups(attributes, basis.traces, options)
    const broken = (table: (of: StageBasis) => Table) =>
      brokenDown(groups, customers => table(pickBasis(basis, customers)))
    const thresholds = thresholdTables(basis, run)
    const tables = [
      broken(of => stagesTable(of, run)),
      broken(dwellTable),
      broken(of => historyTable(of, run)),
      rulesTable(basis),
      ...thresholds,
    ]
    return {
      tables: options.detail ? [withGroups(groups, customersTable(basis, run)), ...tables] : tables,
      headline: () => stagesHeadline(basis),
      frozen: thresholds[0] ? { thresholds: savedTableOf(thresholds[0], 'this run') } : {},
      notes: [...stageNotes(basis, options), ...breakdownNotes(groups, attributes, basis.traces)],
    }
  },
}

function thresholdTables({ thresholds, purchases, gaps }: StageBasis, { asOf }: Run): Table[] {
  if (!thresholds) return []
  return [thresholdsTable(thresholds, gaps, () => betweenOrders(purchases, asOf))]
}
