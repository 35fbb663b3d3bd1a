/** Histories → spells without an order → curves, and the tables of them. */

import { kaplanMeier } from '../../../math/kaplan-meier.ts'
import { betweenOrders, firstRepeat, type Spells } from '../../../measures/gaps.ts'
import { purchaseDays } from '../../../measures/purchase-days.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Answer } from '../../analysis.ts'
import { leftOutNotes } from '../../left-out.ts'
import { curveTable } from './curve-table.ts'
import { type NamedCurve, repeatTable, summaryTable } from './summary-tables.ts'
import type { SurvivalOptions } from './survival-flags.ts'

/** Pure. */
export const survivalAnswer: Answer<SurvivalOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  report({ histories }, run, options) {
    const purchases = purchaseDays(histories, run.zone)
    const curves = [
      curveOf('first_repeat', firstRepeat(purchases, run.asOf)),
      curveOf('between_orders', betweenOrders(purchases, run.asOf)),
    ]
    return {
      tables: [summaryTable(curves), repeatTable(curves, options.at), curveTable(curves)],
      notes: [
        'between_orders counts frequent customers many times, and its intervals take their gaps as independent: they are narrower than they should be.',
        ...leftOutNotes(histories.totals),
      ],
    }
  },
}

const curveOf = (name: string, { days, repeated }: Spells): NamedCurve => ({
  name,
  spells: days.length,
  events: repeated.reduce((total, one) => total + one, 0),
  curve: kaplanMeier(days, repeated),
})
