/** Histories → active days → growth accounting, and the tables of it. */

import { type Periods, periodLookup, periods as periodsOf } from '../../../math/calendar.ts'
import { type PurchaseDays, purchaseDays } from '../../../measures/purchase-days.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { weekdayOf } from '../../common-flags.ts'
import { censoringOf } from '../../left-censoring.ts'
import { averageTable } from './average-table.ts'
import { growthByPeriod } from './growth-by-period.ts'
import type { GrowthOptions } from './growth-flags.ts'
import { growthTable, type ReportedGrowth } from './growth-table.ts'
import { notesOf } from './notes.ts'

export const growthAnswer: Answer<GrowthOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  report({ histories }, run, options) {
    const active = purchaseDays(histories, run.zone)
    const reported = reportedGrowth(active, run, options)
    return {
      tables: [growthTable(reported), averageTable(reported)],
      notes: notesOf(reported, histories.totals, run, options),
    }
  },
}

/** Growth of every period of the history, and those of them that --since and --until leave. */
function reportedGrowth(active: PurchaseDays, run: Run, options: GrowthOptions): ReportedGrowth {
  const calendar = periodsOf(options.period, weekdayOf(options))
  const { firstDay, asOf } = run
  const first = calendar.indexOf(firstDay)
  const size = calendar.indexOf(asOf) - first + 1
  const indexOf = periodLookup(calendar, firstDay, asOf)
  const growth = growthByPeriod(active, { periodOf: day => indexOf(day) - first, periods: size })
  const censoring = censoringOf(() => active, run, calendar, options)
  return {
    calendar,
    first,
    rows: rowsOf(calendar, first, size, options),
    growth,
    asOf,
    t2: censoring.t2,
    // Whatever T2 is, everybody of the first period is new.
    isLeftCensored: index =>
      !options.completeHistory && (index === 0 || censoring.isLeftCensored(first + index) === true),
    minN: options.minN,
  }
}

function rowsOf(calendar: Periods, first: number, size: number, { since, until }: GrowthOptions): number[] {
  return Array.from({ length: size }, (_, index) => index).filter(index => {
    const start = calendar.start(first + index)
    return start >= (since ?? start) && start <= (until ?? start)
  })
}
