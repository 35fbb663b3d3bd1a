/** The rows of an export that name one customer, and what became of each. */

import { type Batch, pickRows } from '../../batches/batch.ts'
import type { Filter } from '../../batches/filter.ts'
import type { TextRole } from '../../batches/roles.ts'
import { filterRows } from '../../engines/filter-rows.ts'

export interface EvidenceRow {
  readonly file: string
  readonly row: number
  /** Epoch milliseconds; null where the row was set aside. */
  readonly time: number | null
  /** Units of the run's scale; null where the row was set aside, or has no amount. */
  readonly amount: number | null
  readonly order: string | null
  /** What it counts as, or why it counts for nothing. */
  readonly countedAs: string
}

export const COUNTED = { order: 'order', refund: 'refund' } as const

/** Whether a row is part of the customer's numbers. */
export const isCounted = ({ countedAs }: EvidenceRow) =>
  countedAs === COUNTED.order || countedAs === COUNTED.refund

/** The batch's rows of that customer, those that the filter leaves out too. */
export function evidenceOf(batch: Batch, customer: string, filter: Filter): EvidenceRow[] {
  const code = batch.dictionary('customer').find(customer)
  if (code === -1) return []
  const codes = batch.codes('customer')
  const rows: number[] = []
  for (let row = 0; row < batch.rows; row++) if (codes[row] === code) rows.push(row)
  return rows.map(row => evidenceRow(batch, row, filter))
}

function evidenceRow(batch: Batch, row: number, filter: Filter): EvidenceRow {
  const { file, row: number } = batch.location(row)
  const refund = batch.refunds()[row] === 1
  const reason = reasonLeftOut(batch, row, filter)
  return {
    file,
    row: number,
    time: batch.times('time')[row]!,
    amount: batch.has('amount') ? batch.amounts('amount')[row]! : null,
    order: textAt(batch, 'order', row),
    countedAs: reason === null ? (refund ? COUNTED.refund : COUNTED.order) : `left out: ${reason}`,
  }
}

/** The filter's own word for one row; null where it keeps it. */
function reasonLeftOut(batch: Batch, row: number, filter: Filter): string | null {
  const { leftOut } = filterRows(pickRows(batch, Int32Array.of(row)), filter)
  for (const [reason, rows] of leftOut) if (rows > 0) return reason
  return null
}

function textAt(batch: Batch, role: TextRole, row: number): string | null {
  if (!batch.has(role)) return null
  const code = batch.codes(role)[row]!
  return code === -1 ? null : batch.dictionary(role).text(code)
}
