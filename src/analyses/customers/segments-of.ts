/** The segments of `segment rfm`, or of `segment rules`, all history counted. */

import type { AttributeColumn } from '../../measures/attribute-columns.ts'
import {
  type Measure,
  type Measures,
  measuresOf,
  type ScoredMeasure,
  scored,
} from '../../measures/rfm-measures.ts'
import type { RfmValues } from '../../measures/rfm-values.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import { type RuleMeasure, ruleTests, type Test } from '../../rules/match-rules.ts'
import { parseRules, type RuleFile } from '../../rules/rule-file.ts'
import { columnMeasures, ruleMeasures } from '../rule-measures.ts'
import { ruleSegments } from '../rule-segments.ts'
import { checkAmountCuts, fixedCuts } from '../score-cuts.ts'
import { type ScoreGrid, scoreGrid, segmentsByScore } from '../score-grid.ts'
import type { KnownOptions } from './customers-flags.ts'

export interface Segmented {
  readonly measures: Measures<ScoredMeasure>
  readonly names: readonly string[]
  /** By customer, index into `names`. */
  readonly segments: Uint16Array
  /** What the segments are by. */
  readonly by: ByScores | ByRules
}

export interface ByScores {
  readonly kind: 'scores'
  readonly grid: ScoreGrid
}

export interface ByRules {
  readonly kind: 'rules'
  readonly file: RuleFile
  readonly measures: readonly RuleMeasure[]
  readonly tests: readonly Test[]
  /** By customer, the place of the rule in the file. */
  readonly taken: Uint16Array
}

/** `columns` are those that the rules name. */
export function segmentsOf(
  values: RfmValues,
  histories: Histories,
  run: Run,
  options: KnownOptions,
  columns: readonly AttributeColumn[],
): Segmented {
  checkAmountCuts(options, run.hasAmount)
  const { r, f, m } = measuresOf(values, run, options.monetary)
  const score = (measure: Measure) => scored(measure, options.scores, fixedCuts(measure, options))
  const measures = { r: score(r), f: score(f), m: m && score(m) }
  if (options.rules) {
    const file = parseRules(options.rules)
    const compared = [...ruleMeasures(file, values, run, options.scores), ...columnMeasures(columns, values)]
    const tests = ruleTests(file, compared)
    const { matched, segments } = ruleSegments(file, tests, values, histories)
    const by = { kind: 'rules', file, measures: compared, tests, taken: matched.rules } as const
    return { measures, names: file.names, segments, by }
  }
  const grid = scoreGrid(options, run.hasAmount)
  return {
    measures,
    names: grid.names,
    segments: segmentsByScore(grid, measures),
    by: { kind: 'scores', grid },
  }
}
