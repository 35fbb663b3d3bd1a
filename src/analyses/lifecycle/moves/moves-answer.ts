/** Histories → stages on dates → moves, entries, and what follows a move. */

import { type Day, formatDay } from '../../../math/calendar.ts'
import type { StageHistory } from '../../../measures/stages/stage-history.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import {
  hasMoney,
  pickBasis,
  type StageBasis,
  type StageSummaries,
  stageBasis,
  stageSpecs,
} from '../../stage-basis.ts'
import { stageNotes } from '../../stage-notes.ts'
import { moveDates } from './dates.ts'
import { matterTable } from './matter-table.ts'
import { checkDates, type MovesOptions } from './moves-flags.ts'
import { entriesTable, flowsTable, movesTable } from './moves-tables.ts'
import { addStrata, lookOn, type MoveStrata } from './strata.ts'
import { entriesBetween, transitionsOf } from './transitions.ts'

export const movesAnswer: Answer<MovesOptions, StageSummaries> = {
  specs(options) {
    checkDates(options)
    return stageSpecs(options)
  },
  attributes: breakdownRequest,
  report(summaries, run, options, attributes) {
    const basis = stageBasis(summaries, run, options)
    const groups = breakdownGroups(attributes, basis.traces, options)
    const { stages } = basis.model
    const dates = moveDates(options, run)
    const broken = (table: (history: StageHistory) => Table) =>
      brokenDown(groups, customers => table(pickBasis(basis, customers).history))
    const pairs = (history: StageHistory) => transitionsOf(history, dates, stages.length)
    const entries = (history: StageHistory) =>
      entriesBetween(history, dates[0]!, dates.at(-1)!, stages.length)
    const money = hasMoney(basis.summary, run)
    const followed = dates.slice(1).filter(to => to + options.within <= run.asOf).length
    const strata = strataOf(
      basis,
      dates.slice(0, followed + 1),
      options,
      money ? 10 ** run.money.scale : null,
    )
    return {
      tables: [
        broken(history => movesTable(pairs(history), stages, options.minN)),
        brokenDown(groups, customers =>
          matterTable(strata(customers), stages, run, { ...options, hasMoney: money }),
        ),
        broken(history => flowsTable(pairs(history), stages)),
        broken(history => entriesTable(entries(history), stages)),
      ],
      notes: [
        ...followNotes(dates, followed, options, run),
        ...stageNotes(basis, options),
        ...breakdownNotes(groups, attributes, basis.traces),
      ],
    }
  },
}

/** Strata of those customers, scored with all the others. */
function strataOf(
  { traces, history, model }: StageBasis,
  dates: readonly Day[],
  { within }: MovesOptions,
  moneyUnit: number | null,
): (customers: Uint32Array | null) => MoveStrata {
  const looks = dates.slice(1).map((to, i) => lookOn(traces, history, [dates[i]!, to]))
  return among => {
    const strata: MoveStrata = new Map()
    for (const look of looks)
      addStrata(strata, look, { traces, stages: model.stages.length, among }, { within, moneyUnit })
    return strata
  }
}

/** What the table of moves that matter rests on. */
function followNotes(
  dates: readonly Day[],
  followed: number,
  { within }: MovesOptions,
  { asOf }: Run,
): string[] {
  const pairs = dates.length - 1
  if (followed === 0) {
    return [
      `Table matter is empty: no move lies ${within} days or more before the as-of date, ${formatDay(asOf)}; take an earlier --to, or fewer days --within.`,
    ]
  }
  const left =
    followed < pairs
      ? ` It leaves out ${pairs - followed} of ${pairs} periods, after which the ${within} days are not over.`
      : ''
  const twice =
    pairs > 1 ? ' A customer counts once in every period, so the intervals are somewhat too narrow.' : ''
  return [`Table matter is an association: customers who move differ in more than the move.${left}${twice}`]
}
