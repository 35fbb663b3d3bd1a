/** Where t1 and t2 come from, and the table that a later run can take them from (definition C2). */

import { thresholdsOutOfOrder, tooFewGaps, unusableThresholds } from '../errors/index.ts'
import { durationOf, kaplanMeier } from '../math/kaplan-meier.ts'
import { percentile } from '../math/quantile.ts'
import { gapThresholds, THRESHOLD_PERCENTILES } from '../measures/churn-state.ts'
import type { Spells } from '../measures/gaps.ts'
import type { Table } from '../report.ts'
import type { SavedTable } from '../flags.ts'
import { column } from './columns.ts'
import type { ThresholdOptions } from './common-flags.ts'
import { lazily } from './lazily.ts'
import { thousands } from '../math/thousands.ts'

type ThresholdName = keyof typeof THRESHOLD_PERCENTILES

/** A threshold in force. A flag wins over a saved one, which wins over one fitted to the gaps. */
export interface Threshold {
  readonly days: number
  readonly source: 'given' | 'saved' | 'fitted'
}

export type ChosenThresholds = Readonly<Record<ThresholdName, Threshold>>

/** The thresholds in force; a UserError where one must be fitted to too few gaps, or t1 is more than t2. */
export function chooseThresholds(gaps: Int32Array, options: ThresholdOptions): ChosenThresholds {
  const choose = (name: ThresholdName) => settled(name, options) ?? fitted(name, gaps, options.minGaps)
  const chosen = { t1: choose('t1'), t2: choose('t2') }
  if (chosen.t1.days > chosen.t2.days) throw thresholdsOutOfOrder(chosen.t1.days, chosen.t2.days)
  return chosen
}

/** What of that can be known before the export is read. */
export function checkThresholds(options: ThresholdOptions): void {
  const [t1, t2] = [settled('t1', options), settled('t2', options)]
  if (t1 && t2 && t1.days > t2.days) throw thresholdsOutOfOrder(t1.days, t2.days)
}

function settled(name: ThresholdName, options: ThresholdOptions): Threshold | null {
  const given = options[name]
  if (given !== null) return { days: given, source: 'given' }
  return options.thresholds && { days: savedDays(options.thresholds, name), source: 'saved' }
}

function fitted(name: ThresholdName, gaps: Int32Array, minGaps: number): Threshold {
  if (gaps.length < minGaps) throw tooFewGaps(gaps.length, minGaps)
  return { days: gapThresholds(gaps)[name], source: 'fitted' }
}

const SAVED_HINT = 'give the JSON report of an earlier run of tenure churn state'

function savedDays({ path, rows }: SavedTable, name: ThresholdName): number {
  const days = rows.find(row => row.threshold === name)?.days
  if (typeof days !== 'number' || days < 0)
    throw unusableThresholds(path, `its table thresholds gives no days for ${name}`, SAVED_HINT)
  return days
}

/** The rows of the table: the median only helps to read the others. */
const ROWS = [
  { threshold: null, percent: 50 },
  { threshold: 't1', percent: THRESHOLD_PERCENTILES.t1 },
  { threshold: 't2', percent: THRESHOLD_PERCENTILES.t2 },
] as const

/** Table `thresholds`: days in force beside percentiles of completed gaps, and of all gaps with open ones counted. */
export function thresholdsTable(chosen: ChosenThresholds, gaps: Int32Array, spells: () => Spells): Table {
  const curve = lazily(() => {
    const { days, repeated } = spells()
    return kaplanMeier(days, repeated)
  })
  const chosenAt = (row: number) => {
    const { threshold } = ROWS[row]!
    return threshold === null ? null : chosen[threshold]
  }
  return {
    name: 'thresholds',
    title: 'Days without an order, and what they rest on',
    rows: ROWS.length,
    columns: [
      column('threshold', 'text', row => ROWS[row]!.threshold),
      column('days', 'number', row => chosenAt(row)?.days ?? null),
      column('source', 'text', row => chosenAt(row)?.source ?? null),
      column('quantile', 'share', row => ROWS[row]!.percent / 100, { decimals: 0 }),
      column(
        'completed_gap_days',
        'number',
        row => (gaps.length === 0 ? null : percentile(gaps, ROWS[row]!.percent)),
        { unit: 'days' },
      ),
      column('kaplan_meier_days', 'number', row => durationOf(curve(), ROWS[row]!.percent / 100), {
        unit: 'days',
      }),
    ],
    caption:
      `completed_gap_days: days that this share of ${thousands(gaps.length)} completed gaps did not exceed. ` +
      'kaplan_meier_days: days by which this share of all purchase days was followed by another, open gaps counted; ' +
      'empty where the history does not get that far.',
  }
}

/** Where they come from, in a sentence; nothing where the user gave them. */
export function thresholdNotes({ t1, t2 }: ChosenThresholds, { thresholds }: ThresholdOptions): string[] {
  const sources = [t1.source, t2.source]
  if (sources.includes('fitted')) {
    return [
      'The thresholds are fitted to this export: refitted nightly they rewrite past churn; freeze them with --thresholds FILE, a JSON report of an earlier run.',
    ]
  }
  return sources.includes('saved') ? [`The thresholds are those of ${thresholds!.path}.`] : []
}
