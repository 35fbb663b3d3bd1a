/** Histories and attributes → what the best customers have in common, and the table of it. */

import { amountsNeeded, noAttributes, nobodyObserved } from '../../../errors/index.ts'
import { attributeColumns } from '../../../measures/attribute-columns.ts'
import { earlyValues, topCustomers } from '../../../measures/early-value.ts'
import type { Table } from '../../../report.ts'
import type { Attributes } from '../../../rollups/attributes.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../../breakdown.ts'
import { breakdownRequest } from '../../breakdown-flags.ts'
import { column, rateColumns } from '../../columns.ts'
import { leftOutNotes } from '../../left-out.ts'
import { type Comparisons, compare, observedAmong } from './compare.ts'
import { checkAttributes } from './later.ts'
import type { ProfileOptions } from './profile-flags.ts'
import { thousands } from '../../../math/thousands.ts'

export const profileAnswer: Answer<ProfileOptions, { histories: Histories }> = {
  specs: () => ({ histories: { rollup: 'histories', options: { grain: 'day' } } }),
  attributes(options) {
    const { attribute, by, customersFile, allowLater } = options
    if (attribute.length === 0 && customersFile === null) throw noAttributes()
    if (!allowLater) checkAttributes(attribute)
    const request = breakdownRequest(options)
    if (attribute.length === 0) return { ...request, columns: 'all', also: by }
    const flags = new Map(attribute.map(name => [name, 'attribute']))
    return { ...request, columns: [...new Set([...attribute, ...by])], flags }
  },
  report({ histories }, run, options, attributes) {
    if (!run.hasAmount) throw amountsNeeded('segment profile')
    const compared = { ...attributes, columns: comparedColumns(attributes, options) }
    if (!options.allowLater) checkAttributes(compared.columns)
    const values = earlyValues(histories, run.asOf, options.within)
    if (values.places.length === 0) throw nobodyObserved(options.within)
    const top = topCustomers(values, options.top)
    const columns = attributeColumns(compared, histories)
    const groups = breakdownGroups({ ...attributes, columns: options.by }, histories, options)
    const comparisons = compare(columns, values, top, options.minN)
    const profileOf = (members: Uint32Array | null) => {
      const own = observedAmong({ values, top }, members)
      const found = members === null ? comparisons : compare(columns, own.values, own.top, options.minN)
      return profileTable(found, own.top.length, own.values.places.length, groups === null)
    }
    return {
      tables: [brokenDown(groups, profileOf)],
      notes: [
        `Top group: the best ${thousands(top.length)} of ${thousands(values.places.length)} customers by net revenue within ${options.within} days of the first order; left out, as not observed so long: ${thousands(values.tooNew)}.`,
        `Values tested: ${thousands(comparisons.tested.length)}; left out, with fewer than ${options.minN} customers: ${thousands(comparisons.rare)}.`,
        ...leftOutNotes(histories.totals),
        ...breakdownNotes(groups, { ...attributes, columns: options.by }, histories),
      ],
    }
  },
}

/** Those asked for; of a whole file all but the ones that part the groups, which are the same for a whole group. */
const comparedColumns = ({ columns }: Attributes, { attribute, by }: ProfileOptions): readonly string[] =>
  attribute.length > 0 ? attribute : columns.filter(name => !by.includes(name))

/** Below it a difference is called: one of twenty such calls is expected to be false. */
const CALLED = 0.05

function profileTable({ tested }: Comparisons, topTotal: number, total: number, isWhole: boolean): Table {
  const whom = isWhole
    ? `the best ${thousands(topTotal)} of ${thousands(total)} customers`
    : 'the best customers'
  const at = (row: number) => tested[row]!
  const inTop = (row: number) => at(row).topCustomers
  return {
    name: 'profile',
    title: `What ${whom} have in common`,
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
