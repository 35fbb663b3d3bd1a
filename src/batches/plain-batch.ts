/** A batch as plain data, and back: rows that wait in a file until they count. */

import { type Batch, makeBatch } from './batch.ts'
import type { Dictionary } from './dictionary.ts'
import type { RawKind } from './raw.ts'
import { type AmountRole, AMOUNT_ROLES, type TextRole, type TimeRole, TIME_ROLES } from './roles.ts'

export interface PlainBatch {
  readonly rows: number
  readonly file: number
  readonly fileName: string
  readonly codes: ReadonlyMap<TextRole, Int32Array>
  readonly times: ReadonlyMap<TimeRole, Float64Array>
  readonly amounts: ReadonlyMap<AmountRole, Float64Array>
  readonly refunds: Uint8Array
  readonly rowNumbers: Float64Array
  readonly cells: readonly PlainCells[]
}

interface PlainCells {
  readonly name: string
  readonly kind: RawKind
  readonly texts: readonly (string | null)[]
}

/**
 * `columns`: those of no role that are still to be looked at. Marks of what is left out are not kept. The memory of a
 * batch may serve the next one, so that all of it is copied.
 */
export function plainBatch(batch: Batch, roles: Iterable<TextRole>, columns: readonly string[]): PlainBatch {
  const rowsOf = <T>(of: (row: number) => T) => Array.from({ length: batch.rows }, (_, row) => of(row))
  return {
    rows: batch.rows,
    file: batch.file,
    fileName: batch.location(0).file,
    codes: new Map([...roles].map(role => [role, batch.codes(role).slice()])),
    times: new Map(TIME_ROLES.filter(role => batch.has(role)).map(role => [role, batch.times(role).slice()])),
    amounts: new Map(
      AMOUNT_ROLES.filter(role => batch.has(role)).map(role => [role, batch.amounts(role).slice()]),
    ),
    refunds: batch.refunds().slice(),
    rowNumbers: Float64Array.from(rowsOf(row => batch.rowNumber(row))),
    cells: columns.map(name => {
      const column = batch.column(name)!
      return { name, kind: column.kind, texts: rowsOf(row => column.text(row)) }
    }),
  }
}

export function batchOfPlain(
  { cells, rowNumbers, ...columns }: PlainBatch,
  dictionaries: ReadonlyMap<TextRole, Dictionary>,
): Batch {
  const raw = cells.map(({ name, kind, texts }) => ({ name, kind, text: (row: number) => texts[row]! }))
  const rowNumber = (row: number) => rowNumbers[row]!
  return makeBatch({ ...columns, dictionaries, numbers: new Map(), raw, rowNumber })
}
