/** Rows of a batch that a filter keeps, and why the others are left out. */

import { type Batch, pickRows } from '../batches/batch.ts'
import { cellHolds } from '../batches/compare-cells.ts'
import { type Condition, type Filter, LEFT_OUT } from '../batches/filter.ts'
import type { Source } from '../ingest/source.ts'
import type { EngineRequest } from './engine.ts'

export interface Kept {
  readonly batch: Batch
  /** Rows left out, by reason in words. */
  readonly leftOut: ReadonlyMap<string, number>
}

/** Decided row by row in the order of what the row is, its time, then --where, so that each row has one reason. */
export function filterRows(batch: Batch, filter: Filter): Kept {
  const { before = Number.POSITIVE_INFINITY, since = Number.NEGATIVE_INFINITY, where = [] } = filter
  const times = batch.times('time')
  if (!batch.leftOut && where.length === 0 && areAllWithin(times, since, before))
    return { batch, leftOut: NONE }
  const tests = where.map(condition => conditionTest(batch, condition))
  const leftOut = { before: 0, since: 0, where: 0 }
  const { marks, reasons } = batch.leftOut ?? { marks: null, reasons: [] }
  const marked = new Float64Array(reasons.length + 1)
  const kept = new Int32Array(batch.rows)
  let rows = 0
  for (let row = 0; row < batch.rows; row++) {
    const at = times[row]!
    if (marks?.[row]) marked[marks[row]!]!++
    else if (at >= before) leftOut.before++
    else if (at < since) leftOut.since++
    else if (!tests.every(test => test(row))) leftOut.where++
    else kept[rows++] = row
  }
  const counts = new Map(reasons.map((reason, place) => [reason, marked[place + 1]!]))
  for (const reason of ['before', 'since', 'where'] as const) counts.set(LEFT_OUT[reason], leftOut[reason])
  return { batch: rows === batch.rows ? batch : pickRows(batch, kept.subarray(0, rows)), leftOut: counts }
}

const NONE: ReadonlyMap<string, number> = new Map()

function areAllWithin(times: Float64Array, since: number, before: number): boolean {
  if (since === Number.NEGATIVE_INFINITY && before === Number.POSITIVE_INFINITY) return true
  for (let row = 0; row < times.length; row++)
    if (!(times[row]! >= since && times[row]! < before)) return false
  return true
}

function conditionTest(batch: Batch, condition: Condition): (row: number) => boolean {
  const column = batch.column(condition.column)
  if (!column) throw new Error(`the column ${condition.column} was not read`)
  return row => cellHolds(column.text(row)?.trim() ?? '', condition)
}

/** What a request asks of every row. */
export function filterOf(
  { asOf, rowsSince, where }: Pick<EngineRequest, 'asOf' | 'rowsSince' | 'where'>,
  { zone }: Pick<Source, 'zone'>,
): Filter {
  return {
    where,
    ...(asOf === null ? {} : { before: zone.startOf(asOf + 1) }),
    ...(rowsSince === null ? {} : { since: zone.startOf(rowsSince) }),
  }
}
