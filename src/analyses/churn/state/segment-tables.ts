/** Tables `churn_by_segment` and `churn_by_segment_and_period`. */

import type { Table } from '../../../report.ts'
import { column, rateColumns } from '../../columns.ts'
import { NOBODY, type SegmentChurn, segments } from './churn-by-segment.ts'
import { isCensored, isOver, type ReportedPeriods } from './period-tables.ts'

const { names } = segments

interface Counts {
  readonly atStart: Int32Array
  readonly churned: Int32Array
}

/** Both tables, of those customers; of all where null. */
export const segmentTables = [overallTable, periodTable] as const

type Customers = Uint32Array | null

/** A row a segment: the periods that are complete and not left-censored, taken together. */
function overallTable(reported: ReportedPeriods, churns: readonly SegmentChurn[], among: Customers): Table {
  const rows = [...churns.keys()].filter(row => isOver(reported, row) && !isCensored(reported, row))
  const counts = rows.map(row => countsOf(churns[row]!, among))
  const sum = (of: (counts: Counts) => Int32Array) => (segment: number) =>
    counts.reduce((total, own) => total + of(own)[segment]!, 0)
  const rate = { numerator: sum(({ churned }) => churned), denominator: sum(({ atStart }) => atStart) }
  return {
    name: 'churn_by_segment',
    title: `Churn by segment at the start of the ${reported.calendar.unit}`,
    rows: names.length,
    columns: [
      column('segment', 'text', segment => names[segment]!),
      column('periods', 'integer', () => rows.length),
      column('customers_at_start', 'integer', rate.denominator),
      column('churned', 'integer', rate.numerator),
      ...rateColumns('churn_rate', rate),
      column('low_n', 'boolean', segment => rate.denominator(segment) < reported.minN),
    ],
    caption:
      `Of ${reported.calendar.unit}s that are complete and not left_censored: a customer counts once in each. ` +
      'Segments are those of segment rfm as of the day before.',
  }
}

/** A row a segment and period. */
function periodTable(reported: ReportedPeriods, churns: readonly SegmentChurn[], among: Customers): Table {
  const { calendar, rows, first, minN } = reported
  const counts = churns.map(churn => countsOf(churn, among))
  const segmentOf = (row: number) => Math.floor(row / rows.length)
  const at = (row: number) => row % rows.length
  const rate = {
    numerator: (row: number) => counts[at(row)]!.churned[segmentOf(row)]!,
    denominator: (row: number) => counts[at(row)]!.atStart[segmentOf(row)]!,
  }
  return {
    name: 'churn_by_segment_and_period',
    title: `Churn by segment at the start of each ${calendar.unit}`,
    rows: names.length * rows.length,
    columns: [
      column('segment', 'text', row => names[segmentOf(row)]!),
      column('period', 'text', row => calendar.label(first + rows[at(row)]!)),
      column('customers_at_start', 'integer', rate.denominator),
      column('churned', 'integer', rate.numerator),
      ...rateColumns('churn_rate', rate),
      column('complete', 'boolean', row => isOver(reported, at(row))),
      column('left_censored', 'boolean', row => isCensored(reported, at(row))),
      column('low_n', 'boolean', row => rate.denominator(row) < minN),
    ],
    pivot: {
      rows: 'segment',
      columns: 'period',
      values: 'churn_rate',
      complete: 'complete',
      shade: true,
    },
  }
}

function countsOf({ segmentOf, hasChurned }: SegmentChurn, among: Customers): Counts {
  const atStart = new Int32Array(names.length)
  const churned = new Int32Array(names.length)
  const size = among ? among.length : segmentOf.length
  for (let i = 0; i < size; i++) {
    const customer = among ? among[i]! : i
    const segment = segmentOf[customer]!
    if (segment === NOBODY) continue
    atStart[segment]!++
    churned[segment]! += hasChurned[customer]!
  }
  return { atStart, churned }
}
