/** Flags of the analyses of stages: which rules give the stage, and what they look at. */

import { badFlagValue } from '../errors/index.ts'
import { choice, type Flag, type OptionsOf, textFile, toggle } from '../flags.ts'
import { breakdownFlags } from './breakdown-flags.ts'
import { thresholdFlags } from './common-flags.ts'

/** Files of the folder stage-models, shipped with the package. */
export const STAGE_MODELS = ['default', 'awareness', 'discovery', 'reach'] as const

export interface EventName {
  readonly term: string
  readonly event: string
}

const eventNames: Flag<readonly EventName[]> = {
  placeholder: 'WORD=NAME',
  help: 'what the export calls an event of the rules, as in purchase=order_paid; may be given several times',
  default: [],
  repeatable: true,
  state: names => names.map(({ term, event }) => `${term}=${event}`),
  parse: (value, name, previous) => {
    const [, term, event] = /^([^=]+)=(.+)$/.exec(value) ?? []
    if (term === undefined) throw badFlagValue(name, value, 'WORD=NAME, as in purchase=order_paid')
    return [...previous, { term: term.trim(), event: event!.trim() }]
  },
}

export const stageFlags = {
  model: choice(
    STAGE_MODELS,
    'default',
    'stages of a file that comes with tenure, in its folder stage-models',
  ),
  rules: textFile('stages of your own: ordered rules, the first that fits counts'),
  events: toggle('the export is one of events: orders are its purchases, whoever has none is there too'),
  eventName: eventNames,
  ...thresholdFlags,
  ...breakdownFlags,
}

export type StageOptions = OptionsOf<typeof stageFlags>
