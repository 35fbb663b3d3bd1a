/** All that is known of every customer: what `tenure customers` prints and `tenure explain` accounts for. */

import type { CustomerValues } from '../../batches/customer-values.ts'
import { optionsExclude } from '../../errors/index.ts'
import { type AttributeColumn, attributeColumns } from '../../measures/attribute-columns.ts'
import { type RfmValues, rfmValues } from '../../measures/rfm-values.ts'
import type { Attributes } from '../../rollups/attributes.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Run } from '../../rollups/run.ts'
import { parseRules } from '../../rules/rule-file.ts'
import { parseTiers } from '../../rules/tier-file.ts'
import type { AttributeRequest, SpecsFor } from '../analysis.ts'
import { namedByRules, ruleColumns } from '../rule-measures.ts'
import { checkFixedCuts } from '../score-cuts.ts'
import { scoreGrid } from '../score-grid.ts'
import type { CustomersOptions } from './customers-flags.ts'
import { type Predictions, predictions } from './predictions.ts'
import { type Segmented, segmentsOf } from './segments-of.ts'
import { modelOf, type Stages, stagesOf } from './stages-of.ts'
import { type States, statesOf } from './states-of.ts'
import type { Summaries } from './summaries.ts'
import { type Tiered, tiersOf } from './tiers-of.ts'

export interface Known {
  readonly histories: Histories
  readonly run: Run
  /** Of all history: customer c of the histories is customer c here. */
  readonly values: RfmValues
  readonly segmented: Segmented
  /** Null where no file of tiers is given. */
  readonly tiered: Tiered | null
  readonly states: States
  readonly stages: Stages
  readonly predicted: Predictions
  /** Of the first and of the last order. */
  readonly channels: readonly AttributeColumn[]
  /** Those asked for and those that rules compare. */
  readonly columns: readonly AttributeColumn[]
}

/** A UserError where a file of rules is wrong: nothing has been read by then. */
export function knownSpecs(options: CustomersOptions): SpecsFor<Summaries> {
  if (options.rules && options.map) throw optionsExclude('rules', 'map')
  checkFixedCuts(options, options.scores)
  scoreGrid(options, true)
  modelOf(options)
  if (options.tiers) parseTiers(options.tiers)
  return {
    histories: { rollup: 'histories', options: { grain: 'day' } },
    firstChannel: { rollup: 'attributes', options: { roles: ['channel'], at: 'first' } },
    lastChannel: { rollup: 'attributes', options: { roles: ['channel'], at: 'last' } },
  }
}

/** All columns of the joined file, where none are named; those that rules compare beside them. */
export function knownAttributes(options: CustomersOptions): AttributeRequest {
  const { attributes, byAt, customersFile, customersKey, rules } = options
  const compared = comparedBy(options)
  const isAll = attributes.length === 0 && customersFile !== null
  return {
    columns: isAll ? 'all' : [...new Set([...attributes, ...compared])],
    also: compared,
    flag: 'attributes',
    ...(rules ? { rules: namedByRules(parseRules(rules)) } : {}),
    at: byAt,
    file: customersFile,
    key: customersKey,
  }
}

const comparedBy = ({ rules }: CustomersOptions) => (rules ? ruleColumns(parseRules(rules)) : [])

export function knownOf(
  { histories, firstChannel, lastChannel }: Summaries,
  run: Run,
  options: CustomersOptions,
  attributes: Attributes,
): Known {
  const values = rfmValues(histories, { asOf: run.asOf, windowDays: null })
  const columns = attributeColumns(attributes, histories)
  const compared = comparedBy(options)
  const states = statesOf(histories, run, options)
  return {
    histories,
    run,
    values,
    segmented: segmentsOf(
      values,
      histories,
      run,
      options,
      columns.filter(({ name }) => compared.includes(name)),
    ),
    tiered: tiersOf(histories, run, options),
    states,
    stages: stagesOf(histories, run, options, states),
    predicted: predictions(histories, run, options),
    channels: [firstChannel, lastChannel].map(source => channelOf(source, histories)),
    columns,
  }
}

const channelOf = (values: CustomerValues, histories: Histories): AttributeColumn =>
  attributeColumns({ columns: ['channel'], sources: [{ from: { order: 'first' }, values }] }, histories)[0]!
