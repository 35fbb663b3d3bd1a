/** A model of stages: an ordered rule file, the events its measures are of, and which stage is better than which (definition L6). */

import { badEventTerm, unknownStage } from '../../errors/index.ts'
import type { TextFile } from '../../flags.ts'
import { isMapping, readYaml } from '../../rules/read-yaml.ts'
import { namesCompared, parseRules, type RuleFile } from '../../rules/rule-file.ts'

export interface StageModel {
  readonly path: string
  readonly rules: RuleFile
  /** Best first. */
  readonly stages: readonly string[]
  /** Rule → index into `stages`. */
  readonly stageOf: Uint8Array
  readonly terms: readonly EventTerm[]
  /** Whether a rule compares with a threshold of churn. */
  readonly usesThresholds: boolean
}

/** A word of the rules, and what exports may call the event. */
export interface EventTerm {
  readonly name: string
  readonly events: readonly string[]
}

/** The term whose events are orders, where the export is one of events. */
export const PURCHASE = 'purchase'

/** What may stand in a rule in place of a number of days. */
export const THRESHOLD_NAMES = ['t1', 't2'] as const

/** A UserError where the file is none, or ranks a stage that no rule leads to. */
export function parseStageModel(file: TextFile): StageModel {
  const rules = parseRules(file)
  const content = readYaml(file)
  const { events, best_first: ranked } = isMapping(content) ? content : {}
  const stages = stagesOf(rules, ranked)
  return {
    path: file.path,
    rules,
    stages,
    stageOf: Uint8Array.from(rules.rules, ({ name }) => stages.indexOf(name)),
    terms: termsOf(events, file.path),
    usesThresholds: rules.rules.some(({ when }) => when.some(({ values }) => values.some(isThreshold))),
  }
}

export const isThreshold = (value: string): value is (typeof THRESHOLD_NAMES)[number] =>
  (THRESHOLD_NAMES as readonly string[]).includes(value)

/** Whether a rule looks at events: then the export must be one of events. */
export const needsEvents = ({ rules, terms }: StageModel): boolean =>
  namesCompared(rules).some(name => termNamed(terms, name) !== null)

/** The term that a measure such as `visit.count` is of; null where it is of none. */
export const termNamed = (terms: readonly EventTerm[], measure: string): EventTerm | null =>
  terms.find(({ name }) => measure.startsWith(`${name}.`)) ?? null

/** As the file ranks them, those that it leaves out last; else in the order of the rules. */
function stagesOf(rules: RuleFile, ranked: unknown): string[] {
  const listed = Array.isArray(ranked) ? ranked.map(String) : []
  const unknown = listed.find(name => !rules.names.includes(name))
  if (unknown !== undefined) throw unknownStage(rules.path, unknown, rules.names)
  return [...new Set([...listed, ...rules.names])]
}

function termsOf(events: unknown, path: string): EventTerm[] {
  if (events === undefined || events === null) return []
  if (!isMapping(events)) throw badEventTerm(path, 'events')
  return Object.entries(events).map(([name, names]) => {
    if (!Array.isArray(names) || names.length === 0) throw badEventTerm(path, name)
    return { name, events: names.map(String) }
  })
}
