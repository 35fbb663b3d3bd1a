/** Ordered rules that users write: a customer has the first one that fits (definitions S6, L6). */

import { type Condition, conditionText, parseCondition } from '../batches/filter.ts'
import { noRules, wrongRule } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import { isMapping, readYaml } from './read-yaml.ts'

export interface Rule {
  readonly name: string
  /** All must hold; none for `else`. */
  readonly when: readonly Condition[]
}

export interface RuleFile {
  readonly path: string
  readonly rules: readonly Rule[]
  /** Names in the order of the file, each once: several rules may lead to one. */
  readonly names: readonly string[]
}

/** Rules under the key `rules`, or as the whole file; a UserError that names the rule where one is wrong. */
export function parseRules(file: TextFile): RuleFile {
  const content = readYaml(file)
  const listed = isMapping(content) ? content.rules : content
  if (!Array.isArray(listed) || listed.length === 0) throw noRules(file.path)
  const rules = listed.map((rule, i) => ruleOf(rule, file.path, i + 1))
  const early = rules.findIndex(({ when }, i) => when.length === 0 && i < rules.length - 1)
  if (early >= 0) throw wrongRule(file.path, placeOf(early), 'else comes before the last rule')
  return { path: file.path, rules, names: [...new Set(rules.map(({ name }) => name))] }
}

/** How messages name a rule by its place in the list. */
export const placeOf = (index: number) => `rule ${index + 1}`

/** The conditions as they would be typed. */
export const ruleText = ({ when }: Rule) =>
  when.length === 0 ? 'else' : when.map(conditionText).join(' and ')

/** The names that conditions compare, each once: measures, or columns of the export. */
export const namesCompared = ({ rules }: RuleFile): string[] => [
  ...new Set(rules.flatMap(({ when }) => when.map(({ column }) => column))),
]

function ruleOf(rule: unknown, path: string, number: number): Rule {
  const wrong = (what: string) => wrongRule(path, placeOf(number - 1), what)
  if (!isMapping(rule)) throw wrong('no rule')
  const unknown = Object.keys(rule).find(key => !['name', 'when', 'else'].includes(key))
  if (unknown !== undefined) throw wrong(`"${unknown}" is no part of a rule`)
  const { name, when, else: otherwise } = rule
  if (otherwise !== undefined) {
    if (name !== undefined || when !== undefined) throw wrong('else stands beside name or when')
    return { name: nameOf(otherwise, wrong), when: [] }
  }
  return { name: nameOf(name, wrong), when: conditionsOf(when, wrong) }
}

function nameOf(name: unknown, wrong: (what: string) => Error): string {
  const text = typeof name === 'number' ? String(name) : name
  if (typeof text !== 'string' || text.trim() === '') throw wrong('it has no name')
  return text.trim()
}

function conditionsOf(when: unknown, wrong: (what: string) => Error): Condition[] {
  const texts = Array.isArray(when) ? when : [when]
  if (when === undefined || when === null || texts.length === 0) throw wrong('it says not when')
  return texts.map(text => {
    const condition = typeof text === 'string' ? parseCondition(text.trim()) : null
    if (!condition) throw wrong(`${JSON.stringify(text)} is no condition`)
    return condition
  })
}
