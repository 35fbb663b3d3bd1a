/** Scores and segment of the customer, in words. */

import type { ScoredMeasure } from '../../measures/rfm-measures.ts'
import type { Explained } from './explained.ts'
import { scoreFacts, scoreFormula } from './scores-table.ts'
import type { Why } from './why.ts'
import { thousands } from '../../math/thousands.ts'

const WORSE: Readonly<Record<ScoredMeasure['name'], string>> = {
  days_since_last: 'more days',
  orders: 'fewer orders',
  net_revenue: 'less revenue',
  net_revenue_per_order: 'less revenue per order',
}

export function scoreWhys(explained: Explained): Why[] {
  const scores = scoreFacts(explained).map((facts, i) => {
    const { below, customers, score, measure } = facts
    const others = `${thousands(below)} of ${thousands(customers)} customers have ${WORSE[measure.name]}`
    const because = `${others}: ${scoreFormula(facts, explained.options)}`
    return { number: `${'rfm'[i]}_score`, value: String(score), because }
  })
  const { names, segments } = explained.segmented
  const value = names[segments[explained.place]!]!
  return [...scores, { number: 'segment', value, because: segmentText(explained) }]
}

function segmentText({ segmented: { by, measures }, place }: Explained): string {
  if (by.kind === 'rules')
    return `rule ${by.taken[place]! + 1} of ${by.file.path} is the first that fits: table segments_tried`
  const { r, f, m } = measures
  const money = by.grid.needsMoney && m ? ` M${m.scores[place]}` : ''
  return `R${r.scores[place]} F${f.scores[place]}${money}: table segments_tried`
}
