/** Histories → segments on several dates, and the tables of the moves between them. */

import { formatDay } from '../../../math/calendar.ts'
import { attributeColumns } from '../../../measures/attribute-columns.ts'
import type { Histories } from '../../../rollups/histories.ts'
import { flagNeeded, optionsExclude } from '../../../errors/index.ts'
import { parseRules } from '../../../rules/rule-file.ts'
import type { Table } from '../../../report.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { leftOutNotes } from '../../left-out.ts'
import { namedByRules, ruleColumns } from '../../rule-measures.ts'
import { checkAmountCuts, checkFixedCuts } from '../../score-cuts.ts'
import { scoreGrid } from '../../score-grid.ts'
import { customersTable } from './customers-table.ts'
import { type Dates, datesOf } from './dates.ts'
import { historyTable } from './history-table.ts'
import { matrixTable } from './matrix-table.ts'
import type { MigrationOptions } from './migration-flags.ts'
import { movesTable } from './moves-table.ts'
import { type Migration, migrationOf, pickMigration } from './steps.ts'
import { stepsTable } from './summary-table.ts'
import { thousands } from '../../../math/thousands.ts'

export const migrationAnswer: Answer<MigrationOptions, { histories: Histories }> = {
  specs(options) {
    if (options.from === null && options.every === null) throw flagNeeded('segment migration', 'from', 'DATE')
    if (options.rules && options.map) throw optionsExclude('rules', 'map')
    checkFixedCuts(options, options.scores)
    if (options.rules) parseRules(options.rules)
    else scoreGrid(options, true)
    return { histories: { rollup: 'histories', options: { grain: 'day' } } }
  },
  attributes: options => {
    if (!options.rules) return breakdownRequest(options)
    const rules = parseRules(options.rules)
    const columns = [...new Set([...options.by, ...ruleColumns(rules)])]
    return { ...breakdownRequest(options), columns, rules: namedByRules(rules) }
  },
  report({ histories }, run, options, attributes) {
    checkAmountCuts(options, run.hasAmount)
    const dates = datesOf(options, run)
    const compared = options.rules ? ruleColumns(parseRules(options.rules)) : []
    const columns = attributeColumns({ ...attributes, columns: compared }, histories)
    const migration = migrationOf(histories, run, dates, options, columns)
    const parted = { ...attributes, columns: options.by }
    const groups = breakdownGroups(parted, histories, options)
    const broken = (table: (of: Migration) => Table) =>
      brokenDown(groups, customers => table(pickMigration(migration, customers)))
    const tables = [
      broken(of => stepsTable(of, run)),
      broken(of => matrixTable(of, options.minN)),
      broken(of => movesTable(of, run, options.minN)),
      broken(of => historyTable(of, run)),
    ]
    return {
      tables: options.detail ? [customersTable(migration, histories, run), ...tables] : tables,
      notes: [
        windowNote(dates),
        thresholdsNote(dates, options),
        ...leftOutNotes(histories.totals),
        ...breakdownNotes(groups, parted, histories),
      ].filter(note => note !== null),
    }
  },
}

function windowNote({ windowDays }: Dates): string {
  if (windowDays === null) return 'Each date counts all orders up to it, so later dates count more of them.'
  return `Each date counts the orders and money of its last ${thousands(windowDays)} days.`
}

function thresholdsNote({ days }: Dates, { thresholds, rules }: MigrationOptions): string | null {
  if (rules) return null
  if (thresholds === 'frozen') {
    return `Thresholds are those of ${formatDay(days[0]!)} on every date: a move is a change of behaviour.`
  }
  return 'Every date has thresholds of its own: scores hold equal shares, so that every rise needs a fall.'
}
