/**
 * What the cells of a column say about how they are written, told by their bytes: where each of them is written in the
 * common way, the same as evidence by texts, without making any.
 */

import type { HeadColumn } from './head.ts'
import type { DecimalEvidence } from './values/amounts.ts'
import { NO_NUMBER, type PlainTime, plainDecimals, readPlainTime } from './values/plain-bytes.ts'
import type { TimeEvidence } from './values/times.ts'

/** Null where a cell is no plain time, or none is one. */
export function plainTimeEvidence(column: HeadColumn): TimeEvidence | null {
  const time: PlainTime = { local: 0, isUtc: false }
  const count = countCells(column, (bytes, start, end) => {
    readPlainTime(bytes, start, end, time)
    return !Number.isNaN(time.local)
  })
  if (count === 0) return null
  const none = {
    dayOrMonth: 0,
    dayOrMonthExample: null,
    shortYears: 0,
    shortYearExample: null,
    unreadable: 0,
  }
  return { formats: new Map([['iso', count]]), ...none }
}

/** Null where a cell is no plain number, or has decimals that may be thousands. */
export function plainDecimalEvidence(column: HeadColumn): DecimalEvidence | null {
  let point = 0
  const count = countCells(column, (bytes, start, end) => {
    const decimals = plainDecimals(bytes, start, end)
    if (decimals > 0) point++
    return decimals !== NO_NUMBER && decimals !== THOUSANDS
  })
  if (count === 0) return null
  const none = { comma: 0, either: 0, eitherExample: null, unreadable: 0 }
  return { point, ...none, eitherSigns: new Set(), grouping: new Set() }
}

/** So many digits behind a point may be thousands. */
const THOUSANDS = 3

/** How many cells there are, where each that is not empty passes; else 0. */
function countCells(
  { parts }: HeadColumn,
  passes: (bytes: Uint8Array, start: number, end: number) => boolean,
): number {
  let count = 0
  for (const { column, rows } of parts) {
    if (!column.cells) return 0
    const { bytes, starts, ends } = column.cells
    for (let row = 0; row < rows; row++) {
      const start = starts[row]!
      const end = ends[row]!
      if (start === end && column.text(row) === null) continue
      if (!passes(bytes, start, end)) return 0
      count++
    }
  }
  return count
}
