/** Cohorts that may hold old customers who only look new, because the export does not reach further back (definition G4). */

import type { Periods } from '../../math/calendar.ts'
import { gapThresholds } from '../../measures/churn-state.ts'
import { completedGaps } from '../../measures/gaps.ts'
import { purchaseDays } from '../../measures/purchase-days.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import type { CohortOptions } from './flags.ts'

export interface Censoring {
  /** Days; null where it was neither needed nor to be had. */
  readonly t2: number | null
  /** By index of the acquisition period; null where too few gaps say what T2 is. */
  isLeftCensored(cohort: number): boolean | null
}

/** With fewer completed gaps T2 is not guessed (definition C2). */
const MIN_GAPS = 100

/** Left-censored is what starts within T2 days of the first row, T2 inclusive. */
export function censoringOf(
  histories: Histories,
  run: Run,
  periods: Periods,
  options: CohortOptions,
): Censoring {
  if (options.completeHistory) return { t2: null, isLeftCensored: () => false }
  const t2 = options.t2 ?? usualT2(histories, run)
  return {
    t2,
    isLeftCensored: cohort => (t2 === null ? null : periods.start(cohort) - run.firstDay <= t2),
  }
}

function usualT2(histories: Histories, { zone }: Run): number | null {
  const gaps = completedGaps(purchaseDays(histories, zone))
  return gaps.length < MIN_GAPS ? null : gapThresholds(gaps).t2
}
