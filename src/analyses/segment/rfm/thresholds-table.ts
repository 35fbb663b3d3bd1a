/** Table `thresholds`: the values and customers behind every score, and the cut point that made it. */

import type { Table } from '../../../report.ts'
import { column } from '../../columns.ts'
import { cutRuleOf } from '../../score-cuts.ts'
import type { ScoredMeasure } from '../../../measures/rfm-measures.ts'
import { measureList, type Segmentation } from './segmentation.ts'

/** A row per measure and score. Cut points are unrounded, so that --thresholds scores as this run did. */
export function thresholdsTable(segmentation: Segmentation): Table {
  const { k } = segmentation
  const measures = measureList(segmentation)
  const ranges = measures.map(measure => rangesOf(measure, k))
  const measureAt = (row: number) => measures[Math.floor(row / k)]!
  const scoreAt = (row: number) => (row % k) + 1
  const rangeAt = (row: number) => ranges[Math.floor(row / k)]![row % k]!
  const cutPointAt = (row: number) => cutPointOf(measureAt(row), scoreAt(row))
  return {
    name: 'thresholds',
    title: 'What each score means',
    rows: measures.length * k,
    columns: [
      column('measure', 'text', row => measureAt(row).name),
      column('unit', 'text', row => measureAt(row).unit),
      column('score', 'integer', scoreAt),
      column('cut_rule', 'text', row =>
        cutPointAt(row) === null ? null : cutRuleOf(measureAt(row), measureAt(row).cuts),
      ),
      column('cut_point', 'number', cutPointAt),
      column('least', 'number', row => rangeAt(row).least),
      column('greatest', 'number', row => rangeAt(row).greatest),
      column('customers', 'integer', row => rangeAt(row).customers),
    ],
    hidden: ['unit'],
    caption: 'A customer has the best score whose cut point the value meets, and 1 where it meets none.',
  }
}

/** Null for score 1, which needs nothing, and for a score that no value can reach. */
function cutPointOf({ cuts, sign }: ScoredMeasure, score: number): number | null {
  const point = cuts.points[score - 2]
  return point === undefined || !Number.isFinite(point) ? null : sign * point
}

interface Range {
  least: number | null
  greatest: number | null
  customers: number
}

/** What was scored, by score from 1. */
function rangesOf({ values, scores }: ScoredMeasure, k: number): Range[] {
  const least = new Float64Array(k + 1).fill(Number.POSITIVE_INFINITY)
  const greatest = new Float64Array(k + 1).fill(Number.NEGATIVE_INFINITY)
  const customers = new Uint32Array(k + 1)
  for (let customer = 0; customer < values.length; customer++) {
    const score = scores[customer]!
    const value = values[customer]!
    if (value < least[score]!) least[score] = value
    if (value > greatest[score]!) greatest[score] = value
    customers[score]!++
  }
  return Array.from({ length: k }, (_, i) =>
    customers[i + 1] === 0
      ? { least: null, greatest: null, customers: 0 }
      : { least: least[i + 1]!, greatest: greatest[i + 1]!, customers: customers[i + 1]! },
  )
}
