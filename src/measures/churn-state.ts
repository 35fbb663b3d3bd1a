/**
 * Churn without a contract: no event says that a customer left, so a rule on the days since the last
 * purchase does (definition C2).
 */

import { percentile } from '../math/quantile.ts'

/** In days; at risk beyond `t1`, churned beyond `t2`. They may be fractions, days since are whole. */
export interface Thresholds {
  readonly t1: number
  readonly t2: number
}

/** Which percentiles of the completed gaps the thresholds are by default. */
export const THRESHOLD_PERCENTILES = { t1: 80, t2: 95 } as const

export const CHURN_STATES = ['active', 'at_risk', 'churned'] as const

/** Index into CHURN_STATES. */
export function churnState(daysSince: number, { t1, t2 }: Thresholds): 0 | 1 | 2 {
  if (daysSince > t2) return 2
  return daysSince > t1 ? 1 : 0
}

/** P80 and P95 of completed gaps (ascending, at least one): a heuristic, open gaps are not in it. */
export function gapThresholds(gaps: Int32Array): Thresholds {
  const { t1, t2 } = THRESHOLD_PERCENTILES
  return { t1: percentile(gaps, t1), t2: percentile(gaps, t2) }
}

/** With T2 = 60 a customer who bought on day 0 is churned from day 61 on; so with T2 = 60.5. */
export const daysToChurn = (t2: number) => Math.floor(t2) + 1
