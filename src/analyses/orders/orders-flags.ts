/** The flags of `tenure orders`. */

import { choice, type OptionsOf } from '../../flags.ts'
import { PERIOD_UNITS } from '../../math/calendar.ts'
import { breakdownFlags } from '../breakdown-flags.ts'
import { compareFlags } from '../compare-flags.ts'
import { periodFlags, sizeFlags } from '../common-flags.ts'

/** Which periods, and when one has few orders. */
export const ordersFlags = {
  period: choice(PERIOD_UNITS, 'month', 'how long a period is'),
  ...periodFlags,
  ...sizeFlags,
  ...compareFlags,
  ...breakdownFlags,
}

/** The options these flags give. */
export type OrdersOptions = OptionsOf<typeof ordersFlags>
