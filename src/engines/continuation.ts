/** How a run goes on from an earlier one, and leaves what a later one needs. */

import { type Batch, pickRows } from '../batches/batch.ts'
import type { Filter } from '../batches/filter.ts'
import { type PlainBatch, plainBatch } from '../batches/plain-batch.ts'
import type { Source } from '../ingest/source.ts'
import type { Packed } from '../rollups/pack.ts'

export interface Continuation {
  /** States of the extent and of every spec, as they were packed; null where nothing was read before. */
  readonly states: readonly Packed[] | null
  /** Rows that were read and lay beyond the as-of date of then. */
  readonly waiting: readonly PlainBatch[]
  /** Takes the states when all rows are in and before they are finished. They share their memory with those of the run. */
  keep(states: readonly Packed[], waiting: readonly PlainBatch[], source: Source): Promise<void>
}

/** The rows of a batch that a later as-of date may make count; null where there are none. */
export function waitingRows(
  batch: Batch,
  { before = Number.POSITIVE_INFINITY, where = [] }: Filter,
  { dictionaries }: Source,
): PlainBatch | null {
  const times = batch.times('time')
  const marks = batch.leftOut?.marks
  const rows = new Int32Array(batch.rows)
  let size = 0
  for (let row = 0; row < batch.rows; row++) if (times[row]! >= before && !marks?.[row]) rows[size++] = row
  if (size === 0) return null
  const columns = [...new Set(where.map(({ column }) => column))]
  return plainBatch(pickRows(batch, rows.subarray(0, size)), dictionaries.keys(), columns)
}
