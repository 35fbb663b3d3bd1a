/** The flags of `tenure lifecycle stages`. */

import { type OptionsOf, toggle } from '../../../flags.ts'
import { compareFlags } from '../../compare-flags.ts'
import { stageFlags } from '../../stage-flags.ts'

export const stagesFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  ...stageFlags,
  ...compareFlags,
}

/** The options these flags give. */
export type StagesOptions = OptionsOf<typeof stagesFlags>
