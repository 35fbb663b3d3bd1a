/** Rows of a batch that a filter keeps, and why the others are left out. */

import { type Batch, pickRows } from '../batches/batch.ts'
import { cellHolds } from '../batches/compare-cells.ts'
import type { Condition, Filter, LEFT_OUT } from '../batches/filter.ts'

export interface Kept {
  readonly batch: Batch
  /** Rows left out, by reason. */
  readonly leftOut: Readonly<Record<keyof typeof LEFT_OUT, number>>
}

/** Decided row by row in the order time, then --where, so that each row has one reason. */
export function filterRows(batch: Batch, filter: Filter): Kept {
  const { before = Number.POSITIVE_INFINITY, since = Number.NEGATIVE_INFINITY, where = [] } = filter
  const times = batch.times('time')
  const tests = where.map(condition => conditionTest(batch, condition))
  const leftOut = { before: 0, since: 0, where: 0 }
  const kept = new Int32Array(batch.rows)
  let rows = 0
  for (let row = 0; row < batch.rows; row++) {
    const at = times[row]!
    if (at >= before) leftOut.before++
    else if (at < since) leftOut.since++
    else if (!tests.every(test => test(row))) leftOut.where++
    else kept[rows++] = row
  }
  return { batch: rows === batch.rows ? batch : pickRows(batch, kept.subarray(0, rows)), leftOut }
}

function conditionTest(batch: Batch, condition: Condition): (row: number) => boolean {
  const column = batch.column(condition.column)
  if (!column) throw new Error(`the column ${condition.column} was not read`)
  return row => cellHolds(column.text(row)?.trim() ?? '', condition)
}
