/** Flags of `cohort`, and which of them go together. */

import {
  badFlagValue,
  bracketBeyondPeriods,
  flagRequired,
  flagWithout,
  noRollingLength,
} from '../../errors/index.ts'
import { choice, type Flag, integer, number, type OptionsOf, text, toggle } from '../../flags.ts'
import { PERIOD_UNITS } from '../../math/calendar.ts'
import { breakdownFlags } from '../breakdown-flags.ts'
import { compareFlags } from '../compare-flags.ts'
import { historyFlags, periodFlags, sizeFlags, weekFlags } from '../common-flags.ts'
import { ROLLING_DAYS } from './clock.ts'
import type { Bracket, RetentionRule } from './retention.ts'

/** What --show takes, and the column it stands for. */
export const SHOWN = {
  retention: 'retention',
  customers: 'customers',
  revenue: 'revenue',
  'revenue-retention': 'revenue_retention',
  cumulative: 'cumulative_value',
} as const

const SHOW_NAMES = ['retention', 'customers', 'revenue', 'revenue-retention', 'cumulative'] as const

const bracket: Flag<Bracket | null> = {
  placeholder: 'A-B',
  help: 'for --retention bracket: periods A up to, but without, B',
  default: null,
  state: value => value && `${value.from}-${value.to}`,
  parse: (value, name) => {
    const [, from, to] = /^(\d+)-(\d+)$/.exec(value) ?? []
    if (from === undefined || Number(from) < 1 || Number(to) <= Number(from)) {
      throw badFlagValue(name, value, 'two period numbers from 1 such as 1-4, which is periods 1, 2 and 3')
    }
    return { from: Number(from), to: Number(to) }
  },
}

export const flags = {
  period: choice(PERIOD_UNITS, 'month', 'how long a period is: of cohorts and of the numbers across'),
  ...weekFlags,
  clock: choice(
    ['calendar', 'rolling'],
    'calendar',
    'count calendar periods, or 24 hours, 7 or 30 days from each first order',
  ),
  retention: choice(
    ['bounded', 'unbounded', 'bracket'],
    'bounded',
    'returned means: in period k, in period k or later, or in any period of --bracket',
  ),
  horizon: integer(null, { min: 1 }, 'for --retention unbounded: returned in period k to N'),
  bracket,
  cohortBy: text('COLUMN', 'cohorts are the values of COLUMN at the first order, instead of its period'),
  discount: text('COLUMN', 'cohorts are first orders with and without a discount in COLUMN'),
  maxPeriods: integer(null, { min: 1 }, 'leave out periods after N'),
  ...periodFlags,
  show: choice(SHOW_NAMES, 'retention', 'what the triangle shows; other formats carry all columns'),
  repeatDays: integer(90, { min: 1 }, 'the repeat purchase rate counts second orders within N days'),
  sameDay: toggle('orders of the same day count as a repeat'),
  t2: number(
    null,
    { min: 0 },
    'cohorts that start within X days of the first row may hold old customers (P95 of the gaps between orders)',
  ),
  ...historyFlags,
  ...sizeFlags,
  ...compareFlags,
  ...breakdownFlags,
}

export type CohortOptions = OptionsOf<typeof flags>

/** A UserError (exit 2) where options contradict one another. */
export function checkOptions(options: CohortOptions): void {
  const { clock, period, retention, horizon, maxPeriods } = options
  if (clock === 'rolling' && ROLLING_DAYS[period] === undefined) {
    throw noRollingLength(period, Object.keys(ROLLING_DAYS))
  }
  if (horizon !== null && retention !== 'unbounded') throw flagWithout('horizon', 'retention unbounded')
  if (options.bracket !== null && retention !== 'bracket') throw flagWithout('bracket', 'retention bracket')
  if (options.bracket === null && retention === 'bracket') {
    throw flagRequired('retention bracket', 'bracket A-B')
  }
  if (options.bracket && maxPeriods !== null && options.bracket.from > maxPeriods) {
    throw bracketBeyondPeriods(options.bracket.from, maxPeriods)
  }
}

/** The rule that checked options give. */
export function ruleOf({ retention, horizon, bracket }: CohortOptions): RetentionRule {
  if (retention === 'unbounded') return { kind: 'unbounded', horizon }
  return bracket === null ? { kind: 'bounded' } : { kind: 'bracket', bracket }
}
