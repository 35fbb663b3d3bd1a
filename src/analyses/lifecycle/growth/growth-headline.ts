/** What `lifecycle growth` is summed up in. */

import { type Figure, rateFigure, ratioOfCounts, totalFigure } from '../../headline.ts'
import { activeBefore, COUNTS, isComplete, type ReportedGrowth } from './growth-table.ts'

/** The last period that is over. */
export function growthHeadline(reported: ReportedGrowth): Figure[] {
  const { growth, rows, calendar } = reported
  const index = rows.filter(row => isComplete(reported, row)).at(-1)
  if (index === undefined) return []
  const of = `of the last ${calendar.unit}`
  const at = (name: (typeof COUNTS)[number]) => growth[name][index]!
  return [
    ...COUNTS.map(name => totalFigure(`${name} ${of}`, 'customers', at(name))),
    ratioOfCounts(`quick_ratio ${of}`, at('new') + at('resurrecting'), at('dormant')),
    rateFigure(`returning_rate ${of}`, at('returning'), activeBefore(reported, index)),
  ]
}
