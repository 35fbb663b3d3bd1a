/** What can be asked of `tenure segment profile`. */

import { integer, names, type OptionsOf, toggle } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { sizeFlags } from '../../common-flags.ts'

/** The flags of `tenure segment profile`. */
export const profileFlags = {
  attribute: names(
    'COLUMN,…',
    'columns to compare, as at the first order; all of --customers-file where none is given',
  ),
  top: integer(10, { min: 1, max: 99 }, 'the best N percent of customers are the top group'),
  within: {
    ...integer(
      90,
      { min: 0 },
      'value is net revenue within DAYS of the first order, of customers seen so long',
    ),
    placeholder: 'DAYS',
  },
  allowLater: toggle('compare columns too that are measured after the first order'),
  ...breakdownFlags,
  minN: { ...sizeFlags.minN, help: 'leave values out that fewer than N customers have' },
}

/** Their values. */
export type ProfileOptions = OptionsOf<typeof profileFlags>
