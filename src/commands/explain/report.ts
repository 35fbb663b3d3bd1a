/** What was gathered, as a report: numbers first, then what they rest on. */

import { predictions } from '../../analyses/customers/predictions.ts'
import { scoresOf } from '../../analyses/customers/scores-of.ts'
import { statesOf } from '../../analyses/customers/states-of.ts'
import { rfmValues } from '../../measures/rfm-values.ts'
import type { Report } from '../../report.ts'
import type { CommandContext } from '../context.ts'
import { isCounted } from './evidence.ts'
import type { ExplainOptions } from './explain-flags.ts'
import type { Gathered } from './gather.ts'
import { ordersOf, ordersTable } from './orders-table.ts'
import { rowsTable } from './rows-table.ts'
import { scoresTable } from './scores-table.ts'
import { segmentsTried } from './segments-tried.ts'
import { whyTable } from './why-table.ts'

/** Pure. A customer none of whose orders counts has rows, and no numbers. */
export function reportOf(gathered: Gathered, options: ExplainOptions, context: CommandContext): Report {
  const { histories, run, rows, place } = gathered
  const report = { command: 'explain', options: context.stated, facts: run.facts }
  const counted = rows.filter(isCounted)
  if (place === -1) {
    const notes = [...gathered.notes, 'No order of this customer counts, so there are no numbers to explain.']
    return { ...report, tables: [rowsTable(gathered)], notes }
  }
  const values = rfmValues(histories, { asOf: run.asOf, windowDays: null })
  const scored = scoresOf(values, run, options)
  const states = statesOf(histories, run, options)
  const predicted = predictions(histories, run, options)
  const orders = ordersOf(gathered, counted)
  const known = { gathered, options, values, scored, states, predicted, orders }
  return {
    ...report,
    tables: [
      whyTable(known),
      ordersTable(gathered, orders),
      rowsTable(gathered),
      scoresTable(known),
      segmentsTried(known),
    ],
    notes: [...gathered.notes, ...states.notes, ...predicted.notes],
  }
}
