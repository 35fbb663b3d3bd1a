/** Histories and attributes → what the best customers have in common, and the table of it. */

import { amountsNeeded, noAttributes, nobodyObserved } from '../../../errors/index.ts'
import { attributeColumns } from '../../../measures/attribute-columns.ts'
import { earlyValues, topCustomers } from '../../../measures/early-value.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Answer } from '../../analysis.ts'
import { column, rateColumns } from '../../columns.ts'
import { leftOutNotes } from '../../left-out.ts'
import { type Comparisons, compare } from './compare.ts'
import { checkAttributes } from './later.ts'
import type { ProfileOptions } from './profile-flags.ts'

export const profileAnswer: Answer<ProfileOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  attributes({ attribute, byAt, customersFile, customersKey, allowLater }) {
    if (attribute.length === 0 && customersFile === null) throw noAttributes()
    if (!allowLater) checkAttributes(attribute)
    const columns = attribute.length === 0 ? 'all' : attribute
    return { columns, at: byAt, file: customersFile, key: customersKey }
  },
  report({ histories }, run, options, attributes) {
    if (!run.hasAmount) throw amountsNeeded('segment profile')
    if (!options.allowLater) checkAttributes(attributes.columns)
    const values = earlyValues(histories, run.asOf, options.within)
    if (values.places.length === 0) throw nobodyObserved(options.within)
    const top = topCustomers(values, options.top)
    const comparisons = compare(attributeColumns(attributes, histories), values, top, options.minN)
    return {
      tables: [profileTable(comparisons, top.length, values.places.length)],
      notes: [
        `Top group: the best ${count(top.length)} of ${count(values.places.length)} customers by net revenue within ${options.within} days of the first order; left out, as not observed so long: ${count(values.tooNew)}.`,
        `Values tested: ${count(comparisons.tested.length)}; left out, with fewer than ${options.minN} customers: ${count(comparisons.rare)}.`,
        ...leftOutNotes(histories.totals),
      ],
    }
  },
}

/** Below it a difference is called: one of twenty such calls is expected to be false. */
const CALLED = 0.05

function profileTable({ tested }: Comparisons, topTotal: number, total: number): Table {
  const at = (row: number) => tested[row]!
  const inTop = (row: number) => at(row).topCustomers
  return {
    name: 'profile',
    title: `What the best ${count(topTotal)} of ${count(total)} customers have in common`,
    rows: tested.length,
    columns: [
      column('attribute', 'text', row => at(row).attribute),
      column('value', 'text', row => at(row).value),
      column('customers', 'integer', row => at(row).customers),
      column('customers_total', 'integer', () => total),
      column('share_of_all', 'share', row => at(row).customers / total),
      column('top_customers', 'integer', inTop),
      column('top_total', 'integer', () => topTotal),
      ...rateColumns('share_of_top', { numerator: inTop, denominator: () => topTotal }),
      column('lift', 'number', row => at(row).lift, { decimals: 2 }),
      column('p', 'number', row => at(row).p, { decimals: 4 }),
      column('q', 'number', row => at(row).q, { decimals: 4 }),
      column('differs', 'boolean', row => at(row).q < CALLED),
    ],
    hidden: ['customers_total', 'top_total', 'p', 'differs'],
    glance: 30,
    caption: `lift: share_of_top / share_of_all. q: the false-discovery rate; below ${CALLED} a value differs. An association, not a cause.`,
  }
}

const count = (amount: number) => amount.toLocaleString('en-US')
