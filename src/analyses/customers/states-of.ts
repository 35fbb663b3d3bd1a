/** The states of `churn state`, or why there are none. */

import { CHURN_STATES, churnState, gapThresholds } from '../../measures/churn-state.ts'
import { completedGaps } from '../../measures/gaps.ts'
import { purchaseDays } from '../../measures/purchase-days.ts'
import { thresholdsOutOfOrder } from '../../errors/index.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import { counted } from '../left-out.ts'
import type { KnownOptions } from './customers-flags.ts'

export interface States {
  /** In force; null where they can be neither taken nor fitted. */
  readonly thresholds: { readonly t1: number; readonly t2: number } | null
  /** By days since the last order; null where no thresholds can be had. */
  of(daysSinceLast: number): string | null
  /** Why it is that, in words. */
  because(daysSinceLast: number): string
  readonly notes: readonly string[]
}

export function statesOf(histories: Histories, run: Run, { t1, t2, minGaps }: KnownOptions): States {
  const gaps = completedGaps(purchaseDays(histories, run.zone))
  const isFitted = t1 === null || t2 === null
  if (isFitted && gaps.length < minGaps) {
    const found = `${counted(gaps.length, 'completed gap')} between orders, of ${minGaps} needed`
    return {
      thresholds: null,
      of: () => null,
      because: () => `no thresholds: ${found}`,
      notes: [`churn_state is empty: ${found}; set --t1 DAYS and --t2 DAYS, or lower --min-gaps.`],
    }
  }
  const fitted = isFitted ? gapThresholds(gaps) : null
  const thresholds = { t1: t1 ?? fitted!.t1, t2: t2 ?? fitted!.t2 }
  if (thresholds.t1 > thresholds.t2) throw thresholdsOutOfOrder(thresholds.t1, thresholds.t2)
  const days = `at_risk after ${thresholds.t1} days without an order, churned after ${thresholds.t2}`
  return {
    thresholds,
    because: daysSinceLast => `${daysSinceLast} days since the last order; ${days}`,
    of: daysSinceLast => CHURN_STATES[churnState(daysSinceLast, thresholds)]!,
    notes: [`churn_state: ${days}${isFitted ? ' (P80 and P95 of the completed gaps)' : ''}.`],
  }
}
