/** What can be asked of `tenure segment rules`. */

import { integer, type OptionsOf, textFile, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { compareFlags } from '../../compare-flags.ts'
import { basisFlags } from '../../segment-basis.ts'

/** The flags of `tenure segment rules`. */
export const rulesFlags = {
  rules: textFile('the ordered rules, in YAML or JSON; needed'),
  detail: toggle('add the table customers, one row per customer, and put it first'),
  scores: integer(5, { min: 2, max: 10 }, 'what r_score, f_score and m_score go up to'),
  ...basisFlags,
  ...compareFlags,
  ...breakdownFlags,
}

/** Their values. */
export type RulesOptions = OptionsOf<typeof rulesFlags>
