/** Histories, channels and attributes → one table of customers. */

import type { Answer } from '../analysis.ts'
import { attributeNotes } from '../breakdown.ts'
import { leftOutNotes } from '../left-out.ts'
import type { CustomersOptions } from './customers-flags.ts'
import { customersTable } from './customers-table.ts'
import { knownAttributes, knownOf, knownSpecs } from './known.ts'
import type { Summaries } from './summaries.ts'

export const customersAnswer: Answer<CustomersOptions, Summaries> = {
  specs: knownSpecs,
  attributes: knownAttributes,
  report(summaries, run, options, attributes) {
    const known = knownOf(summaries, run, options, attributes)
    const { histories, states, stages, predicted, channels } = known
    return {
      tables: [customersTable(known)],
      notes: [
        ...states.notes,
        ...stages.notes,
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
