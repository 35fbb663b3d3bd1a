/** Table `history`: customers by stage at the end of each month, the last year of them. */

import { formatDay, periods } from '../../../math/calendar.ts'
import { NOT_YET, runOn } from '../../../measures/stages/stage-on-day.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column } from '../../columns.ts'
import type { StageBasis } from '../../stage-basis.ts'

const MONTHS = 12

/** The as-of date and the ends of the months before it that the export reaches back to. */
export function historyTable({ model, history }: StageBasis, run: Run): Table {
  const dates = datesOf(run)
  const { stages } = model
  const counts = dates.map(day => {
    const found = new Int32Array(stages.length)
    for (let customer = 0; customer < history.customers; customer++) {
      const at = runOn(history, customer, day)
      if (at !== NOT_YET) found[history.stages[at]!]!++
    }
    return found
  })
  const stageOf = (row: number) => Math.floor(row / dates.length)
  const dateOf = (row: number) => row % dates.length
  return {
    name: 'history',
    title: 'Customers by stage at the end of each month',
    rows: stages.length * dates.length,
    columns: [
      column('stage', 'text', row => stages[stageOf(row)]!),
      column('date', 'date', row => formatDay(dates[dateOf(row)]!)),
      column('customers', 'integer', row => counts[dateOf(row)]![stageOf(row)]!),
    ],
    picture: { kind: 'sparks', by: ['stage'], values: ['customers'] },
    pivot: { rows: 'stage', columns: 'date', values: 'customers' },
    caption: 'By the same t1 and t2 at every date; customers without a row by then are in no stage.',
  }
}

/** Ascending. */
export function datesOf({ firstDay, asOf }: Pick<Run, 'firstDay' | 'asOf'>): number[] {
  const months = periods('month')
  const current = months.indexOf(asOf)
  const ends = Array.from({ length: MONTHS }, (_, i) => months.start(current - MONTHS + 1 + i) - 1)
  return [...ends.filter(day => day >= firstDay), asOf]
}
