/** What can be asked of `tenure segment value`. */

import { integer, type OptionsOf, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { compareFlags } from '../../compare-flags.ts'
import { basisFlags } from '../../segment-basis.ts'

const PERCENT = { min: 1, max: 100 }

/** The flags of `tenure segment value`. */
export const valueFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  top: integer(20, PERCENT, 'what the best N percent of customers bring'),
  goal: integer(80, PERCENT, 'how many customers bring N percent of the value'),
  window: basisFlags.window,
  ...compareFlags,
  ...breakdownFlags,
}

/** Their values. */
export type ValueOptions = OptionsOf<typeof valueFlags>
