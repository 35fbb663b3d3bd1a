/** Numbers and instants of cells that are written in the common way, read from their bytes. */

import type { ByteCells } from '../../batches/raw.ts'
import type { DecimalSign } from '../../ingest/values/amounts.ts'
import { plainAmounts, plainTimes } from '../../ingest/values/plain-columns.ts'
import type { Zone } from '../../math/zone.ts'
import type { Field } from '../../schema/schema.ts'

/** Row → 10^scale times the number; NaN where the cell is empty or written in another way. */
export const plainUnits = (
  cells: ByteCells,
  rows: number,
  decimal: DecimalSign,
  scale: number,
): Float64Array => plainAmounts(unread(cells), rows, decimal, scale)

/** Numbers with more decimals are read from their text. */
const SCALE = 6

/** Row → what the cell counts as by the type of the field, NaN as above; null where the type has no such cells. */
export function plainValues(cells: ByteCells, rows: number, field: Field, zone: Zone): Float64Array | null {
  const { type, timeFormat, decimalSign } = field
  if (type === 'date' || type === 'datetime') {
    return timeFormat === null || timeFormat === 'iso' ? plainTimes(unread(cells), rows, zone) : null
  }
  if (type === 'integer') return plainUnits(cells, rows, decimalSign, 0)
  if (type !== 'number') return null
  // Both are whole, so that the quotient is the number that the text stands for.
  return plainUnits(cells, rows, decimalSign, SCALE).map(units => units / 10 ** SCALE)
}

/** The cells without what another thread has read of them, which follows the roles of an analysis. */
const unread = ({ bytes, starts, ends }: ByteCells): ByteCells => ({ bytes, starts, ends })
