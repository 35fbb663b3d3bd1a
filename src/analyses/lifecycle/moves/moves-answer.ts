/** Histories → stages on dates → moves, entries, and what follows a move. */

import { type Day, formatDay } from '../../../math/calendar.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { hasMoney, type StageBasis, type StageSummaries, stageBasis, stageSpecs } from '../../stage-basis.ts'
import { stageNotes } from '../../stage-notes.ts'
import { moveDates } from './dates.ts'
import { matterTable } from './matter-table.ts'
import { checkDates, type MovesOptions } from './moves-flags.ts'
import { entriesTable, flowsTable, movesTable } from './moves-tables.ts'
import { addStrata, type MoveStrata } from './strata.ts'
import { entriesBetween, transitionsOf } from './transitions.ts'

export const movesAnswer: Answer<MovesOptions, StageSummaries> = {
  specs(options) {
    checkDates(options)
    return stageSpecs(options)
  },
  report(summaries, run, options) {
    const basis = stageBasis(summaries, run, options)
    const { history, model } = basis
    const { stages } = model
    const dates = moveDates(options, run)
    const pairs = transitionsOf(history, dates, stages.length)
    const entries = entriesBetween(history, dates[0]!, dates.at(-1)!, stages.length)
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
        movesTable(pairs, stages, options.minN),
        matterTable(strata, stages, run, { ...options, hasMoney: money }),
        flowsTable(pairs, stages),
        entriesTable(entries, stages),
      ],
      notes: [...followNotes(dates, followed, options, run), ...stageNotes(basis, options)],
    }
  },
}

function strataOf(
  { traces, history, model }: StageBasis,
  dates: readonly Day[],
  { within }: MovesOptions,
  moneyUnit: number | null,
): MoveStrata {
  const strata: MoveStrata = new Map()
  const looked = { traces, history, stages: model.stages.length }
  for (const [i, to] of dates.slice(1).entries())
    addStrata(strata, looked, [dates[i]!, to], { within, moneyUnit })
  return strata
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
