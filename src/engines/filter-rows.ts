/** Rows of a batch that a filter keeps, and why the others are left out. */

import { type Batch, pickRows } from '../batches/batch.ts'
import type { Condition, Filter, LEFT_OUT, Operator } from '../batches/filter.ts'
import type { RawColumn } from '../batches/raw.ts'

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
  return row => holds(column, row, condition)
}

/** An empty cell equals only the empty value; it and a text are neither less nor greater than a number. */
function holds(column: RawColumn, row: number, { operator, values }: Condition): boolean {
  const cell = column.text(row)?.trim() ?? ''
  if (operator === 'in') return values.some(value => compare(cell, value) === 0)
  const [value = ''] = values
  if (operator === '=' || operator === '!=') return (compare(cell, value) === 0) === (operator === '=')
  const comparable = cell !== '' && NUMBER.test(cell) === NUMBER.test(value)
  return comparable && ORDERED[operator](compare(cell, value))
}

const ORDERED: Readonly<Record<Exclude<Operator, '=' | '!=' | 'in'>, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/

/** As numbers where both are written as one, else as texts by code point: ISO dates come out right. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  if (NUMBER.test(a) && NUMBER.test(b) && Number(a) !== Number(b)) return Number(a) - Number(b)
  if (NUMBER.test(a) && NUMBER.test(b) && !isId(a) && !isId(b)) return 0
  return a < b ? -1 : 1
}

/** 007 and 7 are two ids, and so are integers past 2^53 that a number would make one. */
const isId = (text: string) => /^[-+]?0\d/.test(text) || !Number.isSafeInteger(Math.trunc(Number(text)))
