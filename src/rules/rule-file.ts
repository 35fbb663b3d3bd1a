/** Ordered rules that users write: a customer has the first one that fits (definitions S6, L6). */

import { type Condition, conditionText, parseCondition } from '../batches/filter.ts'
import { noRules, wrongRule } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { isMapping, openYaml, type YamlPath } from './read-yaml.ts'

export interface Rule {
  readonly name: string
  /** All must hold; none for `else`. */
  readonly when: readonly Condition[]
  /** Where each condition stands: "rules.yaml line 3 column 11, rule 1". */
  readonly places: readonly string[]
}

export interface RuleFile {
  readonly path: string
  readonly rules: readonly Rule[]
  /** Names in the order of the file, each once: several rules may lead to one. */
  readonly names: readonly string[]
}

/** Rules under the key `rules`, or as the whole file; a UserError that names the place where one is wrong. */
export function parseRules(file: TextFile): RuleFile {
  const { value, placeOf } = openYaml(file)
  const isUnderKey = isMapping(value)
  const listed = isUnderKey ? value.rules : value
  if (!Array.isArray(listed) || listed.length === 0) throw noRules(file.path)
  const start: YamlPath = isUnderKey ? ['rules'] : []
  const placeIn = (rule: number, path: YamlPath = []) =>
    `${placeOf([...start, rule, ...path])}, rule ${rule + 1}`
  const rules = listed.map((rule, i) => ruleOf(rule, path => placeIn(i, path)))
  const early = rules.findIndex(({ when }, i) => when.length === 0 && i < rules.length - 1)
  if (early >= 0) throw wrongRule(placeIn(early), 'else comes before the last rule')
  return { path: file.path, rules, names: [...new Set(rules.map(({ name }) => name))] }
}

/** The conditions as they would be typed. */
export const ruleText = ({ when }: Rule) =>
  when.length === 0 ? 'else' : when.map(conditionText).join(' and ')

/** The names that conditions compare, each once: measures, or columns of the export. */
export const namesCompared = ({ rules }: RuleFile): string[] => [
  ...new Set(rules.flatMap(({ when }) => when.map(({ column }) => column))),
]

type PlaceIn = (path?: YamlPath) => string

function ruleOf(rule: unknown, place: PlaceIn): Rule {
  const wrong = (what: string, path?: YamlPath) => wrongRule(place(path), what)
  if (!isMapping(rule)) throw wrong('no rule')
  const unknown = Object.keys(rule).find(key => !['name', 'when', 'else'].includes(key))
  if (unknown !== undefined) throw wrong(`"${unknown}" is no part of a rule`)
  const { name, when, else: otherwise } = rule
  if (otherwise !== undefined) {
    if (name !== undefined || when !== undefined) throw wrong('else stands beside name or when')
    return { name: nameOf(otherwise, wrong), when: [], places: [] }
  }
  const path = (i: number): YamlPath => (Array.isArray(when) ? ['when', i] : ['when'])
  const conditions = conditionsOf(when, (what, i) => (i === null ? wrong(what) : wrong(what, path(i))))
  return { name: nameOf(name, wrong), when: conditions, places: conditions.map((_, i) => place(path(i))) }
}

function nameOf(name: unknown, wrong: (what: string) => Error): string {
  const text = typeof name === 'number' ? String(name) : name
  if (typeof text !== 'string' || text.trim() === '') throw wrong('it has no name')
  return text.trim()
}

function conditionsOf(when: unknown, wrong: (what: string, condition: number | null) => Error): Condition[] {
  const texts = Array.isArray(when) ? when : [when]
  if (when === undefined || when === null || texts.length === 0) throw wrong('it says not when', null)
  return texts.map((text, i) => {
    const condition = typeof text === 'string' ? parseCondition(text.trim()) : null
    if (!condition) throw wrong(`${JSON.stringify(text)} is no condition`, i)
    return condition
  })
}
