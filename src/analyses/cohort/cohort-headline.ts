/** What `cohort` is summed up in. */

import { type Figure, rateFigure } from '../headline.ts'
import type { Cells } from './cells.ts'
import type { CohortOptions } from './flags.ts'
import { pooledRate } from './pooled.ts'
import type { Repeat } from './repeat.ts'

/** The repeat purchase rate, and the pooled retention of the first period that has one. */
export function cohortHeadline(
  { repeated, eligible }: Repeat,
  cells: Cells,
  { bracket, period, repeatDays }: CohortOptions,
): Figure[] {
  const first = bracket?.from ?? 1
  const pool = pooledRate(cells, first)
  return [
    rateFigure(`repeat_rate within ${repeatDays} days`, repeated, eligible),
    rateFigure(`retention in ${period} ${first}`, pool.returned, pool.eligible),
  ]
}
