/** The work of `tenure sample orders`. */

import type { MadeRows } from '../../../batches/made-rows.ts'
import type { CommandContext } from '../../context.ts'
import { type CommonOptions, sizeOf, spanOf } from '../common-flags.ts'
import { countRows, madeText } from '../made-text.ts'
import { paramsText } from '../params.ts'
import type { BuyerParams } from './buyers.ts'
import { emptyOrderRows, orderBatches } from './order-rows.ts'

interface SampleOrdersOptions extends CommonOptions {
  readonly model: string
  readonly params: BuyerParams
  readonly linesPerOrder: number
  readonly refunds: number
}

export function runSampleOrders(options: SampleOrdersOptions, context: CommandContext): Promise<void> {
  const { seed, params, linesPerOrder, refunds, model } = options
  const span = spanOf(options)
  const batches = (size: number, rows: MadeRows) =>
    orderBatches({ size, seed, span, params, linesPerOrder, refunds }, rows)
  const rows = emptyOrderRows()
  const size = sizeOf(options, size => countRows(batches(size, emptyOrderRows())))
  const truth = `${model} with Gamma-Gamma, ${paramsText({ ...params })}`
  return context.rows({
    schema: rows.schema,
    batches: batches(size, rows),
    facts: () => [madeText(rows, size, seed, truth)],
  })
}
