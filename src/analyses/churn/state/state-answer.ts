/** Histories → purchase days → thresholds, states, churn and win-back by period, and the tables of them. */

import { CHURN_STATES } from '../../../measures/churn-state.ts'
import { betweenOrders, completedGaps } from '../../../measures/gaps.ts'
import type { Groups } from '../../../measures/groups.ts'
import { isWholeHistory, oldCustomers } from '../../../measures/old-customers.ts'
import { purchaseDays } from '../../../measures/purchase-days.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Signups } from '../../../rollups/signups.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../../breakdown.ts'
import { periodNotes } from '../../period-notes.ts'
import { reasonRequest, reasonsTable } from '../../reasons.ts'
import { checkThresholds, chooseThresholds, thresholdsTable } from '../../churn-thresholds.ts'
import { savedTableOf } from '../../../flags.ts'
import { stateHeadline } from './state-headline.ts'
import { customersTable } from './customers-table.ts'
import { acquiredNotes, notesOf } from './notes.ts'
import { type People, pickPeople, stateOf } from './people.ts'
import { churnBySegment } from './churn-by-segment.ts'
import { calendarOf, churnTable, reportedPeriods, spansOf, winBackTable } from './period-tables.ts'
import { segmentTables } from './segment-tables.ts'
import type { StateOptions } from './state-flags.ts'
import { statesTable } from './states-table.ts'

export interface StateSummaries {
  readonly histories: Histories
  readonly signups: Signups
}

/** Pure; a UserError where there are too few gaps to fit thresholds to, or t1 is more than t2. */
export const stateAnswer: Answer<StateOptions, StateSummaries> = {
  specs(options) {
    checkThresholds(options)
    return {
      histories: { rollup: 'histories', options: { grain: 'day' } },
      signups: { rollup: 'signups', options: null },
    }
  },
  attributes: reasonRequest,
  report({ histories, signups }, run, given, attributes) {
    const found = oldCustomers(histories, signups, run.firstDay)
    const options = { ...given, completeHistory: given.completeHistory || isWholeHistory(found) }
    const purchases = purchaseDays(histories, run.zone)
    const gaps = completedGaps(purchases)
    const chosen = chooseThresholds(gaps, options)
    const thresholds = { t1: chosen.t1.days, t2: chosen.t2.days }
    const people = { histories, purchases, thresholds, run }
    const groups = breakdownGroups({ ...attributes, columns: options.by }, histories, options)
    const of = (customers: Uint32Array | null) => pickPeople(people, customers)
    const isLost = (customer: number) => CHURN_STATES[stateOf(people, customer)] === 'churned'
    const inForce = thresholdsTable(chosen, gaps, () => betweenOrders(purchases, run.asOf))
    const tables = [
      brokenDown(groups, customers => statesTable(of(customers))),
      inForce,
      brokenDown(groups, customers => churnTable(reportedPeriods(of(customers), options))),
      brokenDown(groups, customers => winBackTable(reportedPeriods(of(customers), options))),
      ...(options.bySegment ? bySegment(people, groups, options) : []),
      ...reasonsTable(attributes, histories, options, isLost),
    ]
    return {
      tables: options.detail ? [withGroups(groups, customersTable(people)), ...tables] : tables,
      notes: [
        ...notesOf(histories.totals, chosen, options),
        ...(given.completeHistory ? [] : acquiredNotes(found, run)),
        ...periodNotes(calendarOf(options, run.asOf), run, options),
        ...breakdownNotes(groups, attributes, histories),
      ],
      headline: () => stateHeadline(people, reportedPeriods(people, options)),
      frozen: { thresholds: savedTableOf(inForce, 'this run') },
    }
  },
}

/** Everybody is scored together; groups part the rows. */
function bySegment(people: People, groups: Groups | null, options: StateOptions): Table[] {
  const { histories, purchases, thresholds, run } = people
  const reported = reportedPeriods(people, options)
  const churns = churnBySegment(histories, purchases, spansOf(reported), { run, t2: thresholds.t2 })
  return segmentTables.map(table => brokenDown(groups, customers => table(reported, churns, customers)))
}
