/** Table `scores`: each score with its thresholds, and how many customers are below. */

import { column } from '../../analyses/columns.ts'
import { fixedCuts } from '../../analyses/score-cuts.ts'
import type { ScoredMeasure } from '../../measures/rfm-measures.ts'
import type { Table } from '../../report.ts'
import type { ExplainOptions } from './explain-flags.ts'
import type { Explained } from './explained.ts'

export interface ScoreFacts {
  readonly measure: ScoredMeasure
  readonly value: number
  readonly score: number
  /** Customers whose value is strictly worse, and all (definition S2). */
  readonly below: number
  readonly customers: number
}

/** Of R, F, and M where there is money. */
export function scoreFacts({ segmented: { measures }, place }: Explained): ScoreFacts[] {
  const { r, f, m } = measures
  return (m ? [r, f, m] : [r, f]).map(measure => {
    const { values, sign, scores } = measure
    const value = values[place]!
    let below = 0
    for (let i = 0; i < values.length; i++) if (sign * values[i]! < sign * value) below++
    return { measure, value, score: scores[place]!, below, customers: values.length }
  })
}

/** `floor(5 × 251 / 381) + 1 = 4`; by fixed cuts a score does not depend on others. */
export function scoreFormula(
  { below, customers, score, measure }: ScoreFacts,
  options: ExplainOptions,
): string {
  const own = fixedCuts(measure, options)
  if (own)
    return `--${measure.flag} ${own.points.map(point => measure.sign * point).join(',')} gives ${score}`
  return `floor(${options.scores} × ${below} / ${customers}) + 1 = ${score}`
}

export function scoresTable(explained: Explained): Table {
  const facts = scoreFacts(explained)
  const cutOf = ({ measure: { cuts, sign } }: ScoreFacts, score: number) => {
    const point = cuts.points[score - 2]
    return point === undefined || !Number.isFinite(point) ? null : sign * point
  }
  return {
    name: 'scores',
    title: 'Scores, and the customers below',
    rows: facts.length,
    columns: [
      column('measure', 'text', row => facts[row]!.measure.name),
      column('value', 'number', row => facts[row]!.value),
      column('score', 'integer', row => facts[row]!.score),
      column('customers_below', 'integer', row => facts[row]!.below),
      column('customers', 'integer', row => facts[row]!.customers),
      column('formula', 'text', row => scoreFormula(facts[row]!, explained.options)),
      column('reached_at', 'number', row => cutOf(facts[row]!, facts[row]!.score)),
      column('next_score_at', 'number', row => cutOf(facts[row]!, facts[row]!.score + 1)),
    ],
    hidden: ['formula'],
    show: 'wrap',
    caption:
      'customers_below: those with a strictly worse value; of days since the last order more is worse. reached_at: the ' +
      'value from which this score is given (empty for 1); next_score_at: what the next one takes (empty at the top).',
  }
}
