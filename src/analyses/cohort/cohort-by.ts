/** Cohorts by what is known of customers at their first order, instead of by its period. */

import { optionsExclude } from '../../errors/index.ts'
import { type AttributeColumn, attributeColumns } from '../../measures/attribute-columns.ts'
import { type Groups, groupsOf } from '../../measures/groups.ts'
import type { Table } from '../../report.ts'
import type { Attributes } from '../../rollups/attributes.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { AttributeRequest } from '../analysis.ts'
import { breakdownRequest } from '../breakdown-flags.ts'
import { type CohortOptions, SHOWN } from './flags.ts'

/** The columns to read for --by, --cohort-by and --discount; a UserError where they contradict one another. */
export function cohortAttributes(options: CohortOptions): AttributeRequest {
  const { by, cohortBy, discount } = options
  if (cohortBy !== null && discount !== null) throw optionsExclude('cohort-by', 'discount')
  const column = cohortBy ?? discount
  const flag = cohortBy === null ? 'discount' : 'cohort-by'
  if (column !== null && by.length > 0) throw optionsExclude('by', flag)
  const request = breakdownRequest(options)
  return column === null ? request : { ...request, columns: [column], flag }
}

/** The customers of each value; null where cohorts are periods. */
export function cohortGroups(
  attributes: Attributes,
  histories: Histories,
  { cohortBy, discount, maxGroups }: CohortOptions,
): Groups | null {
  if (cohortBy === null && discount === null) return null
  const columns = attributeColumns(attributes, histories)
  return groupsOf(discount === null ? columns : columns.map(asDiscount), histories.customers, maxGroups)
}

/** An empty cell, a number that is zero and a plain no are no discount; all else is: an amount, a percentage, a code. */
function asDiscount({ codes, distinct, text, ...column }: AttributeColumn): AttributeColumn {
  return {
    ...column,
    codes: codes.map(code => (code === -1 ? distinct : code)),
    distinct: distinct + 1,
    text: code => (code < distinct && isDiscount(text(code)) ? 'discounted' : 'full price'),
  }
}

const isDiscount = (cell: string) => /[1-9\p{L}]/u.test(cell) && !/^(no|none|false|n)$/i.test(cell.trim())

/** The pooled lines of every value as a triangle: value by period. */
export function valuesTable(
  pooled: Table,
  { columns: [column = ''] }: Groups,
  options: CohortOptions,
): Table {
  const values = SHOWN[options.show]
  return {
    ...pooled,
    name: 'cohorts',
    title: `Cohorts by ${column} of the first order: ${values}`,
    pivot: {
      rows: pooled.columns[0]!.name,
      columns: 'period',
      values,
      shade: true,
    },
    caption:
      'A cell adds up the acquisition periods that are complete in it and not left-censored; later periods rest on fewer.',
  }
}
