/** Periods whose new customers may be old ones, because the export does not reach further back (definition G4). */

import type { Periods } from '../math/calendar.ts'
import { gapThresholds } from '../measures/churn-state.ts'
import { completedGaps } from '../measures/gaps.ts'
import type { PurchaseDays } from '../measures/purchase-days.ts'
import type { Run } from '../rollups/run.ts'

export interface Censoring {
  /** Days; null where it was neither needed nor to be had. */
  readonly t2: number | null
  /** By index of the period; null where too few gaps say what T2 is. */
  isLeftCensored(period: number): boolean | null
}

export interface CensoringOptions {
  readonly completeHistory: boolean
  readonly t2: number | null
}

/** With fewer completed gaps T2 is not guessed (definition C2). */
const MIN_GAPS = 100

/** Purchase days are asked for where T2 is to be fitted to their gaps. Left-censored is what starts within T2 days of the first row, T2 inclusive. */
export function censoringOf(
  purchases: () => PurchaseDays,
  { firstDay }: Run,
  periods: Periods,
  options: CensoringOptions,
): Censoring {
  if (options.completeHistory) return { t2: null, isLeftCensored: () => false }
  const t2 = options.t2 ?? usualT2(purchases())
  return {
    t2,
    isLeftCensored: period => (t2 === null ? null : periods.start(period) - firstDay <= t2),
  }
}

/**
 * With dates of acquisition old customers are known to be old: what was acquired before the first row alone is
 * left-censored, because whoever of it ordered before that row and never since is in no row.
 */
export const acquiredCensoring = (
  periods: Periods,
  { firstDay }: Run,
  { completeHistory }: Pick<CensoringOptions, 'completeHistory'>,
): Censoring => ({
  t2: null,
  isLeftCensored: period => !completeHistory && periods.start(period) < firstDay,
})

function usualT2(purchases: PurchaseDays): number | null {
  const gaps = completedGaps(purchases)
  return gaps.length < MIN_GAPS ? null : gapThresholds(gaps).t2
}
