/** Flags of every analysis that can be broken down by what is known of customers. */

import { choice, integer, names, type OptionsOf, text } from '../flags.ts'
import type { AttributeRequest } from './analysis.ts'

/** Where the columns stand, for all who ask for any. */
export const attributeFlags = {
  byAt: choice(
    ['first', 'last'],
    'first',
    "take columns of the export from the customer's first or last order",
  ),
  customersFile: text(
    'FILE',
    'join a file with one row a customer: its columns come before those of the export',
  ),
  customersKey: text('COLUMN', 'the column of FILE that holds the customer id (found by its name)'),
}

/** `--by` and what goes with it. */
export const breakdownFlags = {
  by: names('COLUMN,…', 'break the tables down by columns: a group for each combination of values'),
  ...attributeFlags,
  maxGroups: integer(50, { min: 1 }, 'groups that are named, the largest ones; the rest becomes (other)'),
}

/** Their values. */
export type BreakdownOptions = OptionsOf<typeof breakdownFlags>

/** What they ask for. */
export const breakdownRequest = ({
  by,
  byAt,
  customersFile,
  customersKey,
}: BreakdownOptions): AttributeRequest => ({
  columns: by,
  at: byAt,
  file: customersFile,
  key: customersKey,
})
