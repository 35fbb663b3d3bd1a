/** The work of `tenure sample events`. */

import type { MadeRows } from '../../../batches/made-rows.ts'
import type { CommandContext } from '../../context.ts'
import { type CommonOptions, sizeOf, spanOf } from '../common-flags.ts'
import { countRows, madeText } from '../made-text.ts'
import { paramsText } from '../params.ts'
import { type EventPlan, emptyEventRows, eventBatches } from './event-rows.ts'

interface SampleEventsOptions extends CommonOptions {
  readonly params: EventPlan['params']
}

export function runSampleEvents(options: SampleEventsOptions, context: CommandContext): Promise<void> {
  const { seed, params } = options
  const span = spanOf(options)
  const batches = (size: number, rows: MadeRows) => eventBatches({ size, seed, span, params }, rows)
  const rows = emptyEventRows()
  const size = sizeOf(options, size => countRows(batches(size, emptyEventRows())))
  const facts = () => [madeText(rows, size, seed, paramsText({ ...params }))]
  return context.rows({ schema: rows.schema, batches: batches(size, rows), facts })
}
