/** Histories → spells without an order → curves, and the tables of them. */

import { formatDay } from '../../../math/calendar.ts'
import { kaplanMeier, stepAt } from '../../../math/kaplan-meier.ts'
import { betweenOrders, firstRepeat, type Spells } from '../../../measures/gaps.ts'
import { pickCustomers } from '../../../measures/pick-customers.ts'
import { type OldCustomers, oldCustomers } from '../../../measures/old-customers.ts'
import { purchaseDays } from '../../../measures/purchase-days.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Signups } from '../../../rollups/signups.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import type { Figure } from '../../headline.ts'
import { leftOutNotes } from '../../left-out.ts'
import { curveTable } from './curve-table.ts'
import { type NamedCurve, repeatTable, summaryTable } from './summary-tables.ts'
import type { SurvivalOptions } from './survival-flags.ts'
import { thousands } from '../../../math/thousands.ts'

export interface SurvivalSummaries {
  readonly histories: Histories
  readonly signups: Signups
}

/** Pure. */
export const survivalAnswer: Answer<SurvivalOptions, SurvivalSummaries> = {
  specs: () => ({
    histories: { rollup: 'histories', options: { grain: 'day' } },
    signups: { rollup: 'signups', options: null },
  }),
  attributes: breakdownRequest,
  report({ histories, signups }, run, options, attributes) {
    const found = oldCustomers(histories, signups, run.firstDay)
    const groups = breakdownGroups(attributes, histories, options)
    const curves = (customers: Uint32Array | null) => curvesOf(histories, run, customers, found)
    return {
      tables: [
        brokenDown(groups, customers => summaryTable(curves(customers))),
        brokenDown(groups, customers => repeatTable(curves(customers), options.at)),
        brokenDown(groups, customers => curveTable(curves(customers))),
      ],
      notes: [
        'between_orders counts frequent customers many times, and its intervals take their gaps as independent: they are narrower than they should be.',
        ...acquiredNotes(found, run),
        ...leftOutNotes(histories.totals),
        ...breakdownNotes(groups, attributes, histories),
      ],
      headline: () => survivalHeadline(curves(null), options.at),
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

/** Of those customers; of all where null. The first order of who is older than the export need not be their first. */
function curvesOf(
  histories: Histories,
  run: Run,
  customers: Uint32Array | null,
  found: OldCustomers | null,
): NamedCurve[] {
  const pick = (places: Uint32Array) => purchaseDays(pickCustomers(histories, places), run.zone)
  const purchases = customers === null ? purchaseDays(histories, run.zone) : pick(customers)
  const own = customers ?? Uint32Array.from({ length: histories.customers }, (_, customer) => customer)
  const born = found && found.old > 0 ? pick(own.filter(customer => !found.isOld[customer])) : purchases
  return [
    curveOf('first_repeat', firstRepeat(born, run.asOf)),
    curveOf('between_orders', betweenOrders(purchases, run.asOf)),
  ]
}

const acquiredNotes = (found: OldCustomers | null, { firstDay }: Run): string[] =>
  found && found.old > 0
    ? [
        `Acquired before the first row, ${formatDay(firstDay)} (--acquired): ${thousands(found.old)} customers; their first order may be in no row, so they are left out of first_repeat.`,
      ]
    : []

const curveOf = (name: string, { days, repeated }: Spells): NamedCurve => ({
  name,
  spells: days.length,
  events: repeated.reduce((total, one) => total + one, 0),
  curve: kaplanMeier(days, repeated),
})
