/** Cut points that are given instead of found: fixed ones from flags, frozen ones from an earlier report. */

import { amountNeeded, unusableThresholds, wrongCutCount } from '../errors/index.ts'
import type { SavedTable } from '../flags.ts'
import type { Cuts } from '../measures/scores.ts'
import type { Measure } from '../measures/rfm-measures.ts'

/** How the thresholds table says which values get a score. */
export type CutRule = '>=' | '<=' | '>'

export const cutRuleOf = ({ sign }: Measure, { inclusive }: Cuts): CutRule =>
  sign === -1 ? '<=' : inclusive ? '>=' : '>'

/** Cut points by flag, as they are typed; null where a measure has none. */
export interface FixedCuts {
  readonly rCuts: readonly number[] | null
  readonly fCuts: readonly number[] | null
  readonly mCuts: readonly number[] | null
}

/** A UserError where a flag gives another number of scores than k, before any file is read. */
export function checkFixedCuts(fixed: FixedCuts, k: number): void {
  for (const [flag, points] of fixedEntries(fixed)) {
    if (points && points.length !== k - 1) throw wrongCutCount(flag, points.length, k)
  }
}

/** Each flag's points are the greatest value of its class: the last day of a score, the most orders of one. */
export function fixedCuts({ flag, sign }: Measure, fixed: FixedCuts): Cuts | null {
  const points = new Map(fixedEntries(fixed)).get(flag)
  if (!points) return null
  return sign === -1
    ? { points: points.map(point => -point).reverse(), inclusive: true }
    : { points, inclusive: false }
}

/** A UserError where cut points of money are given and there is none. */
export function checkAmountCuts({ mCuts }: FixedCuts, hasAmount: boolean): void {
  if (mCuts && !hasAmount) throw amountNeeded('m-cuts')
}

const fixedEntries = ({ rCuts, fCuts, mCuts }: FixedCuts) =>
  [
    ['r-cuts', rCuts],
    ['f-cuts', fCuts],
    ['m-cuts', mCuts],
  ] as const

/** The cuts of an earlier run's thresholds table (definition S2); a UserError where they do not fit this run. */
export function frozenCuts({ path, rows }: SavedTable, { name, unit, sign }: Measure, k: number): Cuts {
  const own = rows.filter(row => row.measure === name)
  if (own.length === 0) throw unusableThresholds(path, `no thresholds of ${name}`, measuresHint(rows))
  if (own.length !== k) {
    const hint = `give --scores ${own.length}, or the thresholds of ${k} scores`
    throw unusableThresholds(path, `${own.length} scores of ${name}, not ${k}`, hint)
  }
  const other = own[0]!.unit
  if (unit !== null && typeof other === 'string' && other !== unit) {
    throw unusableThresholds(
      path,
      `${name} is in ${other}, here in ${unit}`,
      'give thresholds in one currency',
    )
  }
  const points = [...own]
    .sort((a, b) => Number(a.score) - Number(b.score))
    .slice(1)
    .map(row => (row.cut_point === null ? Number.POSITIVE_INFINITY : sign * Number(row.cut_point)))
  if (!points.every((point, i) => i === 0 || point >= points[i - 1]!) || points.some(Number.isNaN)) {
    throw unusableThresholds(path, `the cut points of ${name} are out of order`, 'write the report again')
  }
  return { points, inclusive: !own.some(row => row.cut_rule === '>') }
}

function measuresHint(rows: SavedTable['rows']): string {
  const names = [...new Set(rows.flatMap(({ measure }) => (typeof measure === 'string' ? [measure] : [])))]
  if (names.length === 0) return 'give a JSON report of tenure segment'
  return `it has those of ${names.join(', ')}: use the --monetary and the amounts it was made with`
}
