/** What can be asked of `tenure explain`. */

import { knownFlags } from '../../analyses/customers/customers-flags.ts'
import { type OptionsOf, textFile } from '../../flags.ts'

export const explainFlags = {
  rules: textFile('a file of segment rules, as segment rules takes it: each rule is tried on the customer'),
  ...knownFlags,
}

/** Their values. */
export type ExplainOptions = OptionsOf<typeof explainFlags>
