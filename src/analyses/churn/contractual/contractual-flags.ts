/** The flags of `tenure churn contractual`. */

import { badFlagValue } from '../../../errors/index.ts'
import { choice, type Flag, integer, type OptionsOf } from '../../../flags.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { compareFlags } from '../../compare-flags.ts'
import { reasonFlags } from '../../reasons.ts'
import { periodFlags, sizeFlags } from '../../common-flags.ts'

const UNITS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const

/** How long a row lasts that does not say when it ends. */
export interface Covered {
  readonly count: number
  readonly unit: (typeof UNITS)[keyof typeof UNITS]
}

const covers: Flag<Covered | null> = {
  placeholder: 'LENGTH',
  help: 'rows without an end are payments for so long: 30d, 4w, 1m, 1y',
  default: null,
  state: value => value && `${value.count}${value.unit[0]}`,
  parse: (value, name) => {
    const [, count, letter] = /^(\d+)([dwmy])$/.exec(value) ?? []
    if (!count || Number(count) < 1) throw badFlagValue(name, value, 'a length such as 30d, 4w, 1m or 1y')
    return { count: Number(count), unit: UNITS[letter as keyof typeof UNITS] }
  },
}

/** What keeps a customer active, and the periods. */
export const contractualFlags = {
  covers,
  pause: {
    ...integer(0, { min: 0 }, 'a gap of up to DAYS days between subscriptions is a pause and no churn'),
    placeholder: 'DAYS',
  },
  period: choice(['week', 'month', 'quarter', 'year'], 'month', 'the periods of churn and movements'),
  ...periodFlags,
  ...sizeFlags,
  ...reasonFlags,
  ...compareFlags,
  ...breakdownFlags,
}

/** The options these flags give. */
export type ContractualOptions = OptionsOf<typeof contractualFlags>
