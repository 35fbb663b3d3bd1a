/** Histories, channels and attributes → one table of customers. */

import type { CustomerValues } from '../../batches/customer-values.ts'
import { type AttributeColumn, attributeColumns } from '../../measures/attribute-columns.ts'
import { rfmValues } from '../../measures/rfm-values.ts'
import type { Histories } from '../../rollups/histories.ts'
import type { Answer, AttributeRequest } from '../analysis.ts'
import { attributeNotes } from '../breakdown.ts'
import { leftOutNotes } from '../left-out.ts'
import type { CustomersOptions } from './customers-flags.ts'
import { customersTable } from './customers-table.ts'
import { predictions } from './predictions.ts'
import { scoresOf } from './scores-of.ts'
import { statesOf } from './states-of.ts'
import type { Summaries } from './summaries.ts'

export const customersAnswer: Answer<CustomersOptions, Summaries> = {
  specs: () => ({
    histories: { rollup: 'histories', options: { grain: 'day' } },
    firstChannel: { rollup: 'attributes', options: { roles: ['channel'], at: 'first' } },
    lastChannel: { rollup: 'attributes', options: { roles: ['channel'], at: 'last' } },
  }),
  attributes: attributeRequest,
  report({ histories, firstChannel, lastChannel }, run, options, attributes) {
    const values = rfmValues(histories, { asOf: run.asOf, windowDays: null })
    const scored = scoresOf(values, run, options)
    const states = statesOf(histories, run, options)
    const predicted = predictions(histories, run, options)
    const channels = [firstChannel, lastChannel].map(source => channelOf(source, histories))
    const columns = attributeColumns(attributes, histories)
    return {
      tables: [customersTable({ histories, run, values, scored, states, predicted, channels, columns })],
      notes: [
        ...states.notes,
        ...predicted.notes,
        ...(channels.every(({ distinct }) => distinct === 0) ? [NO_CHANNEL] : []),
        ...(run.hasAmount ? [] : ['There are no amounts: net revenue and what follows from it are empty.']),
        ...leftOutNotes(histories.totals),
        ...attributeNotes(attributes, histories, 'empty'),
      ],
    }
  },
}

const NO_CHANNEL =
  'first_channel and last_channel are empty: no column was found for them; name it with --channel COLUMN.'

/** All columns of the joined file, where none are named. */
function attributeRequest(options: CustomersOptions): AttributeRequest {
  const { attributes, byAt, customersFile, customersKey } = options
  const columns = attributes.length === 0 && customersFile !== null ? 'all' : attributes
  return { columns, flag: 'attributes', at: byAt, file: customersFile, key: customersKey }
}

const channelOf = (values: CustomerValues, histories: Histories): AttributeColumn =>
  attributeColumns({ columns: ['channel'], sources: [{ from: { order: 'first' }, values }] }, histories)[0]!
