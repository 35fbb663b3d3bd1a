/** What a reader must know of cohorts to not misread them. */

import { formatDay } from '../../math/calendar.ts'
import type { Acquisition } from '../../measures/acquisition.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import { counted } from '../left-out.ts'
import type { Censoring } from '../left-censoring.ts'
import type { CohortOptions } from './flags.ts'
import type { Membership } from './membership.ts'
import type { Triangle } from './triangle.ts'
import { thousands } from '../../math/thousands.ts'

interface NoteFacts {
  readonly triangle: Triangle
  readonly membership: Membership
  readonly run: Run
  readonly options: CohortOptions
  readonly censoring: Censoring
}

export function notesOf(facts: NoteFacts): string[] {
  return [
    ...(facts.membership.acquisition
      ? acquiredNotes(facts, facts.membership.acquisition)
      : censoringNotes(facts)),
    ...(facts.options.retention === 'unbounded' && facts.options.horizon === null
      ? [
          'Returned in period k or later: older cohorts had longer to return; --horizon N makes them comparable.',
        ]
      : []),
    ...leftOutNotes(facts),
  ]
}

function censoringNotes({ triangle, run, censoring, options }: NoteFacts): string[] {
  if (options.completeHistory) return []
  const { t2, isLeftCensored } = censoring
  if (t2 === null) {
    return [
      'Too few gaps between orders to say which cohorts are left-censored: none is left out of pooled; give --t2 DAYS or --complete-history.',
    ]
  }
  const censored = triangle.cohorts.filter(cohort => isLeftCensored(cohort)).length
  if (censored === 0) return []
  return [
    `Left-censored: ${censored} of ${triangle.cohorts.length} cohorts start within ${days(t2)} days (T2) of the first row, ${formatDay(run.firstDay)}, and may hold older customers; they are left out of pooled, not of repeat; --complete-history if the export holds every order ever made.`,
  ]
}

function acquiredNotes(
  { triangle, membership: { anchors }, run, censoring, options }: NoteFacts,
  { prospects, unknown }: Acquisition<Histories>,
): string[] {
  const notes = [
    'Cohorts go by the date of acquisition (--acquired), or by the first order where that is earlier.',
  ]
  if (unknown > 0) {
    notes.push(
      `Customers without a date of acquisition, in the cohort of their first order: ${thousands(unknown)}.`,
    )
  }
  if (prospects > 0)
    notes.push(`Acquired and without an order, in cohort_size all the same: ${thousands(prospects)}.`)
  const old = anchors.reduce((found, anchor) => found + (anchor < run.firstDay ? 1 : 0), 0)
  if (old > 0 && !options.completeHistory) {
    notes.push(
      `Acquired before the first row, ${formatDay(run.firstDay)}: ${thousands(old)}; their first order may be in no row, so they are left out of repeat.`,
    )
  }
  const censored = triangle.cohorts.filter(cohort => censoring.isLeftCensored(cohort)).length
  if (censored > 0) {
    notes.push(
      `Left-censored: ${censored} of ${triangle.cohorts.length} cohorts start before the first row and miss whoever came no more; they are left out of pooled; --complete-history if the export holds every order ever made.`,
    )
  }
  return notes
}

function leftOutNotes({ triangle, membership }: NoteFacts): string[] {
  const { refundOnly, ordersWithoutCustomer, orders } = membership.histories.totals
  const notes: string[] = []
  if (refundOnly.length > 0 && !membership.acquisition) {
    notes.push(`In no cohort: ${counted(refundOnly.length, 'customer')} with refunds and no order.`)
  }
  if (ordersWithoutCustomer > 0) {
    const share = ((100 * ordersWithoutCustomer) / orders).toFixed(1)
    notes.push(`In no cohort: ${counted(ordersWithoutCustomer, 'order')} (${share}%) without a customer id.`)
  }
  if (triangle.refundedBefore > 0) {
    notes.push(
      `In no cell: the money of ${counted(triangle.refundedBefore, 'customer')} that was refunded before the period of the first order.`,
    )
  }
  return notes
}

const days = (value: number) => String(Math.round(value * 10) / 10)
