/** Columns that might play a role for which none was found: offered, never taken. */

import type { Role } from '../../batches/roles.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { Finding } from './finding.ts'
import type { Look } from './look.ts'

const MOST_CANDIDATES = 3

const ID_NAME = /(?:id|nr|no|key|mail)$/i

/** The role that a finding lacks a column for. */
const LACKING: Readonly<Record<string, Role>> = {
  'no-time-column': 'time',
  'no-readable-date': 'time',
  'no-customer-column': 'customer',
  'no-amount-column': 'amount',
}

/** Remedies for a role without a column: none where the export has neither times nor customers, and is no list of orders. */
export function candidates({ profile, columnOf }: Look, { code }: Pick<Finding, 'code'>): string[][] {
  const role = LACKING[code]
  const isOfOrders = columnOf('time') !== null || columnOf('customer') !== null
  if (role === undefined || !isOfOrders) return []
  const taken = (['customer', 'time', 'order', 'amount', 'product'] as const).map(columnOf)
  return profile.columns
    .filter(column => !taken.includes(column.name) && mightPlay(role, column))
    .slice(0, MOST_CANDIDATES)
    .map(({ name }) => [`--${role}`, name])
}

function mightPlay(role: Role, column: ColumnProfile): boolean {
  if (role === 'time') return column.hasDates
  if (role === 'amount') return column.kind === 'decimal'
  return ID_NAME.test(column.name) && column.distinct > 1
}
