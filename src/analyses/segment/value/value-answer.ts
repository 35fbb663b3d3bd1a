/** Histories → the value of customers in order, and how much of it few of them bring. */

import { amountsNeeded } from '../../../errors/index.ts'
import { type Concentration, concentrationOf, customersFor } from '../../../measures/concentration.ts'
import { pickAt, ranksOf } from '../../../measures/pick-customers.ts'
import { type RfmValues, rfmValues } from '../../../measures/rfm-values.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown, withGroups } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { column, moneyExtra } from '../../columns.ts'
import { leftOutNotes } from '../../left-out.ts'
import { windowNote } from '../../segment-basis.ts'
import { curveTable } from './curve-table.ts'
import { rankedTable } from './customers-table.ts'
import { decilesTable } from './deciles-table.ts'
import { valueHeadline } from './value-headline.ts'
import type { ValueOptions } from './value-flags.ts'
import { thousands } from '../../../math/thousands.ts'

export const valueAnswer: Answer<ValueOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  attributes: breakdownRequest,
  report({ histories }, run, options, attributes) {
    if (!run.hasAmount) throw amountsNeeded('segment value')
    const values = rfmValues(histories, { asOf: run.asOf, windowDays: options.window })
    const concentration = concentrationOf(values.netRevenue)
    const groups = breakdownGroups(attributes, histories, options)
    const broken = (table: (of: Concentration) => Table) =>
      brokenDown(groups, customers =>
        table(customers ? concentrationAmong(values, customers) : concentration),
      )
    const tables = [
      broken(of => shareTable(of, run, options)),
      broken(of => decilesTable(of, run)),
      broken(curveTable),
    ]
    const { ranked } = concentration
    const places = ranked.map(customer => values.places[customer]!)
    return {
      tables: options.detail
        ? [withGroups(groups, rankedTable(concentration, values, histories, run), places), ...tables]
        : tables,
      headline: () => valueHeadline(concentration, values, run, options),
      notes: [
        negativeNote(concentration),
        windowNote(values, run, options.window),
        ...leftOutNotes(histories.totals),
        ...breakdownNotes(groups, attributes, histories),
      ].filter(note => note !== null),
    }
  },
}

/** Of those places in the histories alone. */
const concentrationAmong = ({ places, netRevenue }: RfmValues, customers: Uint32Array) =>
  concentrationOf(pickAt(netRevenue, ranksOf(places, customers)))

/** Table `share`: one row, the figures of definition S7. */
function shareTable(concentration: Concentration, run: Run, { top, goal }: ValueOptions): Table {
  const { customers, cumulated, total, negative, gini } = concentration
  const topCustomers = Math.ceil((customers * top) / 100)
  const goalCustomers = customersFor(concentration, goal)
  const shareOf = (first: number) => (total === 0n ? null : Number(cumulated(first)) / Number(total))
  return {
    name: 'share',
    title: 'How much few customers bring',
    rows: 1,
    columns: [
      column('customers', 'integer', () => customers),
      column('value', 'money', () => run.money.toNumber(total), moneyExtra(run)),
      column('negative_customers', 'integer', () => negative),
      column('top_percent', 'integer', () => top),
      column('top_customers', 'integer', () => topCustomers),
      column('top_share', 'share', () => shareOf(topCustomers)),
      column('goal_percent', 'integer', () => goal),
      column('goal_customers', 'integer', () => goalCustomers),
      column('goal_share_of_customers', 'share', () =>
        goalCustomers === null || customers === 0 ? null : goalCustomers / customers,
      ),
      column('gini', 'number', () => gini, { decimals: 4 }),
    ],
    show: 'record',
    caption: 'Gini: 0 where all bring the same, near 1 where one brings all.',
  }
}

function negativeNote({ negative }: Concentration): string | null {
  if (negative === 0) return null
  const people = `${thousands(negative)} ${negative === 1 ? 'customer' : 'customers'}`
  return `Net revenue is below zero, after refunds, for ${people}: it counts as 0.`
}
