/** The model of stages in force: a file of the user's or a shipped one, with the event names of this export. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stagesNeedEvents, unknownEventTerm } from '../errors/index.ts'
import {
  type EventTerm,
  needsEvents,
  parseStageModel,
  type StageModel,
  termNamed,
} from '../measures/stages/stage-model.ts'
import type { Rule } from '../rules/rule-file.ts'
import type { StageOptions } from './stage-flags.ts'
import { STAGE_MODELS } from './stage-models-folder.ts'

export type ModelOptions = Pick<StageOptions, 'model' | 'rules' | 'events' | 'eventName'>

/** A UserError where the rules are wrong, or need events and the export is said to be one of orders. */
export function stageModel({ model: name, rules, events, eventName }: ModelOptions): StageModel {
  const model = parseStageModel(rules ?? shipped(name))
  if (!events && needsEvents(model)) throw stagesNeedEvents(model.path, needsOf(model))
  const unknown = eventName.find(({ term }) => !model.terms.some(one => one.name === term))
  if (unknown) {
    throw unknownEventTerm(
      model.path,
      unknown.term,
      model.terms.map(one => one.name),
    )
  }
  const named = ({ name: term }: EventTerm) =>
    eventName.filter(one => one.term === term).map(({ event }) => event)
  return { ...model, terms: model.terms.map(term => ({ ...term, events: [...term.events, ...named(term)] })) }
}

function shipped(name: string) {
  const file = new URL(`${name}.yaml`, STAGE_MODELS)
  return { path: `stage-models/${name}.yaml`, text: readFileSync(fileURLToPath(file), 'utf8') }
}

/** The terms whose events a rule looks at. */
export const termsOfRule = ({ when }: Rule, terms: readonly EventTerm[]): EventTerm[] => [
  ...new Set(when.flatMap(({ column }) => termNamed(terms, column) ?? [])),
]

/** "consideration (product_view, view_item)" for each stage that needs events. */
function needsOf({ rules, terms }: StageModel): string[] {
  return rules.rules.flatMap(rule => {
    const needed = termsOfRule(rule, terms)
    return needed.length === 0 ? [] : [`${rule.name} (${needed.flatMap(({ events }) => events).join(', ')})`]
  })
}
