/** The flags of `tenure lifecycle growth`. */

import { flagWithout } from '../../../errors/index.ts'
import { choice, number, type OptionsOf, texts, toggle } from '../../../flags.ts'
import { PERIOD_UNITS } from '../../../math/calendar.ts'
import { breakdownFlags } from '../../breakdown-flags.ts'
import { compareFlags } from '../../compare-flags.ts'
import { historyFlags, periodFlags, sizeFlags, weekFlags } from '../../common-flags.ts'

/** Periods, what makes a customer active, and how far back the export lets one look. */
export const growthFlags = {
  events: toggle('any event makes a customer active, as the export is one of events'),
  eventName: texts('NAME', 'for --events: only events of that name do; may be given several times'),
  period: choice(PERIOD_UNITS, 'month', 'how long a period is'),
  ...weekFlags,
  ...periodFlags,
  t2: {
    ...number(
      null,
      { min: 0 },
      'periods that start within DAYS days of the first row may hold old customers (P95 of the gaps between active days)',
    ),
    placeholder: 'DAYS',
  },
  ...historyFlags,
  ...sizeFlags,
  ...compareFlags,
  ...breakdownFlags,
}

/** The options these flags give. */
export type GrowthOptions = OptionsOf<typeof growthFlags>

/** A UserError where options contradict one another. */
export function checkOptions({ events, eventName }: GrowthOptions): void {
  if (!events && eventName.length > 0) throw flagWithout('event-name', 'events')
}
