/** The flags of `tenure churn state`. */

import { integer, type OptionsOf, periodOrDays, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { reasonFlags } from '../../reasons.ts'
import { compareFlags } from '../../compare-flags.ts'
import { historyFlags, periodFlags, sizeFlags, thresholdFlags } from '../../common-flags.ts'

/** Thresholds, periods and what is written. */
export const stateFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  ...thresholdFlags,
  period: periodOrDays(['week', 'month', 'quarter', 'year'], 'month', 'the periods of churn and win-back'),
  ...periodFlags,
  within: {
    ...integer(30, { min: 1 }, 'win-back is an order at most DAYS days after the first day of the period'),
    placeholder: 'DAYS',
  },
  bySegment: toggle('add churn by RFM segment, as of the day before each period'),
  ...historyFlags,
  ...sizeFlags,
  ...reasonFlags,
  ...compareFlags,
  ...breakdownFlags,
}

/** The options these flags give. */
export type StateOptions = OptionsOf<typeof stateFlags>
