/** What is said of a sample once it is made. */

import type { MadeRows } from '../../batches/made-rows.ts'
import { thousands } from '../../math/thousands.ts'

/** Rows, customers, the seed that gives them again, and the truth they were drawn from. */
export const madeText = ({ total }: MadeRows, size: number, seed: number, truth: string) =>
  `Made ${thousands(total)} rows of ${thousands(size)} customers with seed ${seed}: ${truth}.`

/** The number of rows of batches that nobody needs. */
export function countRows(batches: Iterable<{ readonly numRows: number }>): number {
  let rows = 0
  for (const { numRows } of batches) rows += numRows
  return rows
}
