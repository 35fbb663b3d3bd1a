/** Tables `summary` and `repeat_by`: a curve in a few numbers. */

import { durationOf, type SurvivalCurve, stepAt } from '../../../math/kaplan-meier.ts'
import type { Table } from '../../../report.ts'
import { column } from '../../columns.ts'

/** A curve under the name that tells what its durations are. */
export interface NamedCurve {
  readonly name: string
  readonly curve: SurvivalCurve
  /** Durations it rests on, and how many of them ended with an order. */
  readonly spells: number
  readonly events: number
}

/** Shares that have come back, and the column of the days that takes. */
const QUANTILES = { p25: 0.25, median: 0.5, p75: 0.75, p80: 0.8, p90: 0.9 } as const

/** A row per curve; a quantile that the history does not reach is empty. */
export function summaryTable(curves: readonly NamedCurve[]): Table {
  return {
    name: 'summary',
    title: 'Days to the next order',
    rows: curves.length,
    columns: [
      column('curve', 'text', row => curves[row]!.name),
      column('n', 'integer', row => curves[row]!.spells),
      column('events', 'integer', row => curves[row]!.events),
      ...Object.entries(QUANTILES).map(([name, share]) =>
        column(name, 'integer', row => durationOf(curves[row]!.curve, share), { unit: 'days' }),
      ),
    ],
    caption:
      'first_repeat: n customers, from the first purchase day to the second. between_orders: n purchase days, each to ' +
      'the next. p25: a quarter is back by then, those who never return included; empty where it is never reached.',
  }
}

/** A row per curve and asked day: the share back by then. */
export function repeatTable(curves: readonly NamedCurve[], at: readonly number[]): Table {
  const curveAt = (row: number) => curves[Math.floor(row / at.length)]!
  const daysAt = (row: number) => at[row % at.length]!
  const repeat = (left: 'survival' | 'low' | 'high') => (row: number) =>
    shareBack(curveAt(row).curve, left, daysAt(row))
  return {
    name: 'repeat_by',
    title: 'Share with a further order by day',
    rows: curves.length * at.length,
    columns: [
      column('curve', 'text', row => curveAt(row).name),
      column('days', 'integer', daysAt),
      column('repeat', 'share', repeat('survival')),
      column('repeat_low', 'share', repeat('high')),
      column('repeat_high', 'share', repeat('low')),
      column('at_risk', 'integer', row => watchedFor(curveAt(row).curve, daysAt(row))),
    ],
    caption:
      'at_risk: still open and watched for that many days or more. Empty where nobody was watched that long.',
  }
}

/** What `left` of the curve leaves of 1 on that day; null where the history does not say. */
function shareBack(curve: SurvivalCurve, left: 'survival' | 'low' | 'high', days: number): number | null {
  const step = stepAt(curve, days)
  if (step === null) return null
  return step === -1 ? 0 : 1 - curve[left][step]!
}

/** Durations that had not ended before that day. */
function watchedFor({ durations, atRisk }: SurvivalCurve, days: number): number {
  const step = durations.findIndex(known => known >= days)
  return step === -1 ? 0 : atRisk[step]!
}
