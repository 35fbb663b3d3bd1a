/** What can be asked of `tenure customers`: the flags of the commands whose numbers it shows. */

import { choice, integer, names, number, type OptionsOf } from '../../flags.ts'
import { purchaseModels } from '../../models/index.ts'
import { attributeFlags } from '../breakdown-flags.ts'
import { basisFlags } from '../segment-basis.ts'

const days = { placeholder: 'DAYS' }

/** What the numbers depend on. */
export const knownFlags = {
  scores: integer(5, { min: 2, max: 10 }, 'RFM scores from 1 to N; segments have names where N is 5'),
  monetary: basisFlags.monetary,
  t1: {
    ...number(null, { min: 0 }, 'at risk after more than DAYS days without an order (P80 of completed gaps)'),
    ...days,
  },
  t2: {
    ...number(null, { min: 0 }, 'churned after more than DAYS days without an order (P95 of completed gaps)'),
    ...days,
  },
  minGaps: integer(100, { min: 1 }, 'fit no threshold to fewer than N completed gaps'),
  model: choice(
    purchaseModels.map(({ name }) => name),
    purchaseModels[0]!.name,
    'the model of repeat purchases',
  ),
  horizon: {
    ...integer(12, { min: 1, max: 120 }, 'months after the as-of date whose orders are predicted'),
    placeholder: 'MONTHS',
  },
  discount: number(0.1, { min: 0, max: 10 }, 'discount per year: what is paid later is worth less'),
  margin: number(1, { min: 0, max: 1 }, 'the part of revenue that is value, as in 0.35'),
  minCustomers: integer(30, { min: 3 }, 'refuse to fit fewer than N customers with a repeat purchase'),
}

export const customersFlags = {
  ...knownFlags,
  attributes: names('COLUMN,…', 'columns to show beside (all of those of --customers-file)'),
  ...attributeFlags,
}

/** Their values. */
export type KnownOptions = OptionsOf<typeof knownFlags>
export type CustomersOptions = OptionsOf<typeof customersFlags>
