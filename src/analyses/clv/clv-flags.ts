/** What can be asked of `tenure clv`. */

import { choice, date, integer, number, type OptionsOf, toggle } from '../../flags.ts'
import { purchaseModels } from '../../models/index.ts'
import { breakdownFlags } from '../breakdown-flags.ts'
import { compareFlags } from '../compare-flags.ts'

/** The flags of `tenure clv`. */
export const clvFlags = {
  detail: toggle('add the table customers, one row per customer, and put it first'),
  model: choice(
    purchaseModels.map(({ name }) => name),
    purchaseModels[0]!.name,
    'the model of repeat purchases',
  ),
  unit: choice(['week', 'day'], 'week', 'the unit of time of the model and its parameters'),
  horizon: {
    ...integer(12, { min: 1, max: 120 }, 'months after the as-of date whose orders are predicted'),
    placeholder: 'MONTHS',
  },
  discount: number(0.1, { min: 0, max: 10 }, 'discount per year: what is paid later is worth less'),
  margin: number(1, { min: 0, max: 1 }, 'the part of revenue that is value, as in 0.35'),
  includeFirst: toggle('take the spend of first purchase days for spend too'),
  calibrationEnd: date('fit up to this local date, and compare what was predicted with what came after'),
  minCustomers: integer(30, { min: 3 }, 'refuse to fit fewer than N customers with a repeat purchase'),
  ...compareFlags,
  ...breakdownFlags,
}

/** Their values. */
export type ClvOptions = OptionsOf<typeof clvFlags>
