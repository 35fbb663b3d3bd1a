/** How customers come into segments on each date: by scores, whose thresholds may be frozen, or by rules. */

import { unmatchedCustomers } from '../../../errors/index.ts'
import type { AttributeColumn } from '../../../measures/attribute-columns.ts'
import { type Measures, type ScoredMeasure, measuresOf, scored } from '../../../measures/rfm-measures.ts'
import type { RfmValues } from '../../../measures/rfm-values.ts'
import type { Cuts } from '../../../measures/scores.ts'
import type { Run } from '../../../rollups/run.ts'
import { matchRules, NO_RULE, ruleTests } from '../../../rules/match-rules.ts'
import { parseRules, type RuleFile } from '../../../rules/rule-file.ts'
import { columnMeasures, ruleMeasures } from '../../rule-measures.ts'
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
  columns: readonly AttributeColumn[],
): Scheme {
  const frozen = options.thresholds === 'frozen' ? cutsOf(scoredOn(first, run, options, null)) : null
  if (options.rules) return ruleScheme(parseRules(options.rules), options, frozen, columns)
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
  columns: readonly AttributeColumn[],
): Scheme {
  const placeOfName = rules.rules.map(({ name }) => rules.names.indexOf(name))
  return {
    names: rules.names,
    segmentsOn: (values, on) => {
      const matched = matchRules(
        ruleTests(rules, [
          ...ruleMeasures(rules, values, on, scores, frozen),
          ...columnMeasures(columns, values),
        ]),
        values.customers,
      )
      const unmatched = matched.rules.reduce((count, rule) => count + (rule === NO_RULE ? 1 : 0), 0)
      if (unmatched > 0) throw unmatchedCustomers(rules.path, unmatched, [])
      return matched.rules.map(rule => placeOfName[rule]!)
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
