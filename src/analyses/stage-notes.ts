/** What a reader of stages must know to not misread them. */

import type { StageBasis } from './stage-basis.ts'
import { isEvents } from './stage-basis.ts'
import type { StageOptions } from './stage-flags.ts'
import { termsOfRule } from './stage-models.ts'
import { eventNotes, leftOutNotes } from './left-out.ts'
import { thresholdNotes } from './churn-thresholds.ts'
import { thousands } from '../math/thousands.ts'

/** One sentence each; a note that has nothing to say is left out. */
export function stageNotes(basis: StageBasis, options: StageOptions): string[] {
  const { summary, thresholds } = basis
  return [
    ...(thresholds ? thresholdNotes(thresholds, options) : []),
    ...missingEvents(basis),
    ...acquiredNotes(basis),
    ...(isEvents(summary) ? eventNotes(summary.totals) : leftOutNotes(summary.totals)),
  ]
}

/** Who is in a stage without an order or event, and since when. */
function acquiredNotes({ acquisition }: StageBasis): string[] {
  if (!acquisition) return []
  const { prospects, unknown } = acquisition
  return [
    `Customers are in a stage from the date of acquisition on (--acquired), or from their first row where that is earlier or no date is known: ${thousands(unknown)}. Acquired and in no row of the export: ${thousands(prospects)}.`,
  ]
}

/** Events that a rule looks for and the export never has: the rule can fit nobody for them. */
function missingEvents({ model, summary }: StageBasis): string[] {
  if (!isEvents(summary)) return []
  const terms = new Set(model.rules.rules.flatMap(rule => termsOfRule(rule, model.terms)))
  return [...terms].flatMap(({ name, events }) => {
    if (events.some(event => summary.names.includes(event))) return []
    return [
      `The export has no event for "${name}": none is called ${events.join(', ')}; it has ${summary.names.join(', ')}; --event-name ${name}=NAME names one.`,
    ]
  })
}
