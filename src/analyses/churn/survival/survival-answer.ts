/** Histories → spells without an order → curves, and the tables of them. */

import { kaplanMeier, stepAt } from '../../../math/kaplan-meier.ts'
import { betweenOrders, firstRepeat, type Spells } from '../../../measures/gaps.ts'
import { pickCustomers } from '../../../measures/pick-customers.ts'
import { purchaseDays } from '../../../measures/purchase-days.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import type { Figure } from '../../headline.ts'
import { leftOutNotes } from '../../left-out.ts'
import { curveTable } from './curve-table.ts'
import { type NamedCurve, repeatTable, summaryTable } from './summary-tables.ts'
import type { SurvivalOptions } from './survival-flags.ts'

/** Pure. */
export const survivalAnswer: Answer<SurvivalOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  attributes: breakdownRequest,
  report({ histories }, run, options, attributes) {
    const groups = breakdownGroups(attributes, histories, options)
    const curves = (customers: Uint32Array | null) => curvesOf(histories, run, customers)
    return {
      tables: [
        brokenDown(groups, customers => summaryTable(curves(customers))),
        brokenDown(groups, customers => repeatTable(curves(customers), options.at)),
        brokenDown(groups, customers => curveTable(curves(customers))),
      ],
      notes: [
        'between_orders counts frequent customers many times, and its intervals take their gaps as independent: they are narrower than they should be.',
        ...leftOutNotes(histories.totals),
        ...breakdownNotes(groups, attributes, histories),
      ],
      headline: survivalHeadline(curves(null), options.at),
    }
  },
}

/** The shares that came back by each asked day, as the table repeat_by has them. */
function survivalHeadline(curves: readonly NamedCurve[], at: readonly number[]): Figure[] {
  return curves.flatMap(({ name, curve }) =>
    at.flatMap((days): Figure[] => {
      const step = stepAt(curve, days)
      if (step === null) return []
      const value = step === -1 ? 0 : 1 - curve.survival[step]!
      const se = step === -1 ? 0 : curve.se[step]!
      return [{ name: `${name} by day ${days}`, unit: 'share', kind: 'estimate', value, se }]
    }),
  )
}

/** Of those customers; of all where null. */
function curvesOf(histories: Histories, run: Run, customers: Uint32Array | null): NamedCurve[] {
  const own = customers === null ? histories : pickCustomers(histories, customers)
  const purchases = purchaseDays(own, run.zone)
  return [
    curveOf('first_repeat', firstRepeat(purchases, run.asOf)),
    curveOf('between_orders', betweenOrders(purchases, run.asOf)),
  ]
}

const curveOf = (name: string, { days, repeated }: Spells): NamedCurve => ({
  name,
  spells: days.length,
  events: repeated.reduce((total, one) => total + one, 0),
  curve: kaplanMeier(days, repeated),
})
