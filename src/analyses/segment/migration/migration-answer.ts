/** Histories → segments on several dates, and the tables of the moves between them. */

import { formatDay } from '../../../math/calendar.ts'
import type { Histories } from '../../../rollups/histories.ts'
import { flagNeeded, optionsExclude } from '../../../errors/index.ts'
import { parseRules } from '../../../rules/rule-file.ts'
import type { Answer } from '../../analysis.ts'
import { leftOutNotes } from '../../left-out.ts'
import { checkRuleNames } from '../../rule-measures.ts'
import { checkAmountCuts, checkFixedCuts } from '../../score-cuts.ts'
import { scoreGrid } from '../../score-grid.ts'
import { customersTable } from './customers-table.ts'
import { type Dates, datesOf } from './dates.ts'
import { historyTable } from './history-table.ts'
import { matrixTable } from './matrix-table.ts'
import type { MigrationOptions } from './migration-flags.ts'
import { movesTable } from './moves-table.ts'
import { migrationOf } from './steps.ts'
import { stepsTable } from './summary-table.ts'

export const migrationAnswer: Answer<MigrationOptions, { histories: Histories }> = {
  specs(options) {
    if (options.from === null && options.every === null) throw flagNeeded('segment migration', 'from', 'DATE')
    if (options.rules && options.map) throw optionsExclude('rules', 'map')
    checkFixedCuts(options, options.scores)
    if (options.rules) checkRuleNames(parseRules(options.rules))
    else scoreGrid(options, true)
    return { histories: { rollup: 'histories', options: { grain: 'day' } } }
  },
  report({ histories }, run, options) {
    checkAmountCuts(options, run.hasAmount)
    const dates = datesOf(options, run)
    const migration = migrationOf(histories, run, dates, options)
    const tables = [
      stepsTable(migration, run),
      matrixTable(migration, options.minN),
      movesTable(migration, run, options.minN),
      historyTable(migration, run),
    ]
    return {
      tables: options.detail ? [customersTable(migration, histories, run), ...tables] : tables,
      notes: [windowNote(dates), thresholdsNote(dates, options), ...leftOutNotes(histories.totals)].filter(
        note => note !== null,
      ),
    }
  },
}

function windowNote({ windowDays }: Dates): string {
  if (windowDays === null) return 'Each date counts all orders up to it, so later dates count more of them.'
  return `Each date counts the orders and money of its last ${windowDays.toLocaleString('en-US')} days.`
}

function thresholdsNote({ days }: Dates, { thresholds, rules }: MigrationOptions): string | null {
  if (rules) return null
  if (thresholds === 'frozen') {
    return `Thresholds are those of ${formatDay(days[0]!)} on every date: a move is a change of behaviour.`
  }
  return 'Every date has thresholds of its own: scores hold equal shares, so that every rise needs a fall.'
}
