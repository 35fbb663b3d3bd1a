/** Why customers are lost, as a column of their last row has it. */

import { flagRequired } from '../errors/index.ts'
import { text } from '../flags.ts'
import { attributeColumns } from '../measures/attribute-columns.ts'
import { groupsOf } from '../measures/groups.ts'
import type { Table } from '../report.ts'
import type { Attributes } from '../rollups/attributes.ts'
import type { Histories } from '../rollups/histories.ts'
import type { AttributeRequest } from './analysis.ts'
import { type BreakdownOptions, breakdownRequest } from './breakdown-flags.ts'
import { column } from './columns.ts'

export const reasonFlags = {
  reason: text('COLUMN', 'add the table reasons: lost customers by COLUMN in the row of their last order'),
}

export interface ReasonOptions extends BreakdownOptions {
  readonly reason: string | null
}

/** The columns of --by and --reason; a UserError where they would come from different rows. */
export function reasonRequest(options: ReasonOptions): AttributeRequest {
  const { by, byAt, reason } = options
  const request = breakdownRequest(options)
  if (reason === null) return request
  if (by.length > 0 && byAt !== 'last') throw flagRequired('reason beside --by', 'by-at last')
  const flags = new Map([[reason, 'reason']])
  return { ...request, columns: [...new Set([...by, reason])], flags, at: 'last' }
}

/** A row a reason, the most frequent first. */
export function reasonsTable(
  attributes: Attributes,
  customers: Pick<Histories, 'customers' | 'id'>,
  { reason, maxGroups }: ReasonOptions,
  isLost: (customer: number) => boolean,
): Table[] {
  if (reason === null) return []
  const { names, of } = groupsOf(
    attributeColumns({ ...attributes, columns: [reason] }, customers),
    customers.customers,
    maxGroups,
  )
  const counts = new Int32Array(names.length)
  for (let customer = 0; customer < customers.customers; customer++) {
    if (isLost(customer)) counts[of[customer]!]!++
  }
  const rows = [...counts.keys()].filter(group => counts[group]! > 0)
  rows.sort((a, b) => counts[b]! - counts[a]! || a - b)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return [
    {
      name: 'reasons',
      title: `Lost customers by ${reason} of their last order`,
      rows: rows.length,
      columns: [
        column('reason', 'text', row => names[rows[row]!]![0]!),
        column('customers', 'integer', row => counts[rows[row]!]!),
        column('customers_lost', 'integer', () => total),
        column('share_of_lost', 'share', row => counts[rows[row]!]! / total),
      ],
      hidden: ['customers_lost'],
      caption:
        'All who are lost on the as-of date, whenever they left; a stated reason is no measured cause.',
    },
  ]
}
