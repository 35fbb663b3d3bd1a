/** The flags of `tenure lifecycle growth`. */

import { choice, number, type OptionsOf } from '../../../flags.ts'
import { PERIOD_UNITS } from '../../../math/calendar.ts'
import { historyFlags, periodFlags, sizeFlags, weekFlags } from '../../common-flags.ts'

/** Periods, what makes a customer active, and how far back the export lets one look. */
export const growthFlags = {
  period: choice(PERIOD_UNITS, 'month', 'how long a period is'),
  ...weekFlags,
  ...periodFlags,
  t2: {
    ...number(
      null,
      { min: 0 },
      'periods that start within DAYS days of the first row may hold old customers (P95 of the gaps between active days)',
    ),
    placeholder: 'DAYS',
  },
  ...historyFlags,
  ...sizeFlags,
}

/** The options these flags give. */
export type GrowthOptions = OptionsOf<typeof growthFlags>
