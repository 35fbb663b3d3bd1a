/** How customers come into segments on each date: by scores, whose thresholds may be frozen, or by rules. */

import type { AttributeColumn } from '../../../measures/attribute-columns.ts'
import { type Measures, type ScoredMeasure, measuresOf, scored } from '../../../measures/rfm-measures.ts'
import type { RfmValues } from '../../../measures/rfm-values.ts'
import type { Cuts } from '../../../measures/scores.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { ruleTests } from '../../../rules/match-rules.ts'
import { parseRules, type RuleFile } from '../../../rules/rule-file.ts'
import { columnMeasures, ruleMeasures } from '../../rule-measures.ts'
import { ruleSegments } from '../../rule-segments.ts'
import { fixedCuts } from '../../score-cuts.ts'
import { scoreGrid, segmentsByScore } from '../../score-grid.ts'
import type { MigrationOptions } from './migration-flags.ts'

export interface Scheme {
  readonly names: readonly string[]
  /** Index into `names`, by customer of the values; `run` is that of the date. */
  segmentsOn(values: RfmValues, run: Run): Uint16Array
}

/** `first` and `run` are those of the first date, whose thresholds are kept. */
export function schemeOf(
  options: MigrationOptions,
  first: RfmValues,
  run: Run,
  histories: Histories,
  columns: readonly AttributeColumn[],
): Scheme {
  const frozen = options.thresholds === 'frozen' ? cutsOf(scoredOn(first, run, options, null)) : null
  if (options.rules) return ruleScheme(parseRules(options.rules), options, frozen, histories, columns)
  const grid = scoreGrid(options, run.hasAmount)
  return {
    names: grid.names,
    segmentsOn: (values, on) => segmentsByScore(grid, scoredOn(values, on, options, frozen)),
  }
}

function ruleScheme(
  rules: RuleFile,
  { scores }: MigrationOptions,
  frozen: Measures<Cuts> | null,
  histories: Histories,
  columns: readonly AttributeColumn[],
): Scheme {
  return {
    names: rules.names,
    segmentsOn: (values, on) => {
      const measures = [
        ...ruleMeasures(rules, values, on, scores, frozen),
        ...columnMeasures(columns, values),
      ]
      return ruleSegments(rules, ruleTests(rules, measures), values, histories).segments
    },
  }
}

function scoredOn(
  values: RfmValues,
  run: Run,
  options: MigrationOptions,
  frozen: Measures<Cuts> | null,
): Measures<ScoredMeasure> {
  const { r, f, m } = measuresOf(values, run, options.monetary)
  const score = (measure: typeof r, cuts: Cuts | null | undefined) =>
    scored(measure, options.scores, fixedCuts(measure, options) ?? cuts ?? null)
  return { r: score(r, frozen?.r), f: score(f, frozen?.f), m: m && score(m, frozen?.m) }
}

const cutsOf = ({ r, f, m }: Measures<ScoredMeasure>): Measures<Cuts> => ({
  r: r.cuts,
  f: f.cuts,
  m: m?.cuts ?? null,
})
