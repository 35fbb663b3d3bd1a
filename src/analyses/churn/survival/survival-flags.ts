/** The flags of `tenure churn survival`. */

import { integers, type OptionsOf } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { compareFlags } from '../../compare-flags.ts'

/** What is read off the curves. */
export const survivalFlags = {
  at: integers([30, 60, 90, 180, 365], { min: 0 }, 'days by which the share that came back is reported'),
  ...compareFlags,
  ...breakdownFlags,
}

/** The options these flags give. */
export type SurvivalOptions = OptionsOf<typeof survivalFlags>
