/** What can be asked of `tenure customers`: the flags of the commands whose numbers it shows. */

import { choice, integer, names, number, type OptionsOf, text, textFile } from '../../flags.ts'
import { purchaseModels } from '../../models/index.ts'
import { attributeFlags } from '../breakdown-flags.ts'
import { basisFlags, scoreFlags } from '../segment-basis.ts'

const days = { placeholder: 'DAYS' }

/** What the numbers depend on. */
export const knownFlags = {
  ...scoreFlags,
  monetary: basisFlags.monetary,
  rules: textFile('segments by the ordered rules of a file, as segment rules takes it, instead of by scores'),
  tiers: textFile('loyalty tiers too, by a file as segment tiers takes it'),
  tierWindow: {
    ...integer(365, { min: 1 }, 'tiers: spend and orders are those of the last DAYS local days'),
    ...days,
  },
  tierGrace: {
    ...integer(0, { min: 0, max: 3650 }, 'tiers: one is kept for DAYS after falling below it'),
    ...days,
  },
  tierBase: text('NAME', 'tiers: what customers are who meet none (none)'),
  stages: textFile('stages by ordered rules of your own, as lifecycle stages --rules takes them'),
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
