/** What `lifecycle stages` is summed up in. */

import { stagesOn } from '../../../measures/stages/stage-on-day.ts'
import { type Figure, rateFigure, totalFigure } from '../../headline.ts'
import type { StageBasis } from '../../stage-basis.ts'

/** Customers, and the share of each stage. */
export function stagesHeadline({ model, history }: StageBasis): Figure[] {
  const sizes = new Uint32Array(model.stages.length)
  for (const stage of stagesOn(history, history.asOf)) sizes[stage]!++
  return [
    totalFigure('customers', 'customers', history.customers),
    ...model.stages.map((name, stage) => rateFigure(`share: ${name}`, sizes[stage]!, history.customers)),
  ]
}
