/** What can be asked of `tenure segment tiers`. */

import { integer, type OptionsOf, text, textFile, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { compareFlags } from '../../compare-flags.ts'

const DAYS = { placeholder: 'DAYS' }

/** The flags of `tenure segment tiers`. */
export const tiersFlags = {
  tiers: textFile('the tiers and what each asks for, lowest first, in YAML or JSON; needed'),
  detail: toggle('add the table customers, one row per customer, and put it first'),
  window: { ...integer(365, { min: 1 }, 'spend and orders are those of the last DAYS local days'), ...DAYS },
  grace: { ...integer(0, { min: 0, max: 3650 }, 'a tier is kept for DAYS after falling below it'), ...DAYS },
  base: { ...text('NAME', 'what customers are who meet no tier (none)') },
  ...compareFlags,
  ...breakdownFlags,
}

/** Their values. */
export type TiersOptions = OptionsOf<typeof tiersFlags>
