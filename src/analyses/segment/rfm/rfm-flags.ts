/** What can be asked of `tenure segment rfm`. */

import { type OptionsOf, savedTable, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { compareFlags } from '../../compare-flags.ts'
import { basisFlags, scoreFlags } from '../../segment-basis.ts'

/** The flags of `tenure segment rfm`. */
export const rfmFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  ...scoreFlags,
  ...basisFlags,
  thresholds: savedTable(
    'thresholds',
    'take the thresholds of the JSON report of an earlier run, so that scores compare over time',
  ),
  ...compareFlags,
  ...breakdownFlags,
}

/** Their values. */
export type RfmOptions = OptionsOf<typeof rfmFlags>
