/** What the cells of a column say about their meaning. */

import type { RawColumn } from '../batches/raw.ts'
import { decimalEvidence } from './values/amounts.ts'
import { isNoDateOrNumber } from './values/no-value.ts'
import { timeEvidence } from './values/times.ts'

/** Cells are looked at this far to tell what a column is; conventions look at all of the head. */
const GLANCE_ROWS = 1000

/** The texts of a column's cells, without those that are empty or say so. */
export function* cellsOf(column: RawColumn, rows: number): Generator<string> {
  for (let row = 0; row < rows; row++) {
    const text = column.text(row)?.trim()
    if (text && !isNoDateOrNumber(text)) yield text
  }
}

export function firstCell(column: RawColumn, rows: number): string | null {
  for (const text of cellsOf(column, rows)) return text
  return null
}

/** Most of the cells can be read as dates, in whichever format. */
export function looksLikeDates(column: RawColumn, rows: number): boolean {
  if (column.kind === 'date' || column.kind === 'timestamp') return true
  if (column.kind === 'decimal' || column.kind === 'float' || column.kind === 'boolean') return false
  const { formats, dayOrMonth, unreadable } = timeEvidence(cellsOf(column, Math.min(rows, GLANCE_ROWS)))
  let readable = dayOrMonth
  for (const count of formats.values()) readable += count
  return readable > unreadable
}

/** The first cell that is no date in any format; null where all are. */
export function firstUnreadableDate(column: RawColumn, rows: number): string | null {
  for (const text of cellsOf(column, rows)) if (timeEvidence([text]).unreadable > 0) return text
  return null
}

/** Most of the cells can be read as numbers, in whichever convention. */
export function looksLikeAmounts(column: RawColumn, rows: number): boolean {
  if (column.kind === 'integer' || column.kind === 'decimal' || column.kind === 'float') return true
  if (column.kind !== 'text') return false
  const cells = [...cellsOf(column, Math.min(rows, GLANCE_ROWS))]
  return decimalEvidence(cells).unreadable * 2 < cells.length
}
