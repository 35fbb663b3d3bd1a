/** The flags of `tenure churn state`. */

import { choice, integer, number, type OptionsOf, savedTable, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { historyFlags, periodFlags, sizeFlags } from '../../common-flags.ts'

const days = { placeholder: 'DAYS' }

/** Thresholds, periods and what is written. */
export const stateFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  t1: {
    ...number(null, { min: 0 }, 'at risk after more than DAYS days without an order (P80 of completed gaps)'),
    ...days,
  },
  t2: {
    ...number(null, { min: 0 }, 'churned after more than DAYS days without an order (P95 of completed gaps)'),
    ...days,
  },
  thresholds: savedTable(
    'thresholds',
    'take t1 and t2 of the JSON report of an earlier run, so that past churn stays as it was',
  ),
  minGaps: integer(100, { min: 1 }, 'fit no threshold to fewer than N completed gaps'),
  period: choice(['week', 'month', 'quarter', 'year'], 'month', 'the periods of churn and win-back'),
  ...periodFlags,
  within: {
    ...integer(30, { min: 1 }, 'win-back is an order at most DAYS days after the first day of the period'),
    ...days,
  },
  ...historyFlags,
  ...sizeFlags,
  ...breakdownFlags,
}

/** The options these flags give. */
export type StateOptions = OptionsOf<typeof stateFlags>
