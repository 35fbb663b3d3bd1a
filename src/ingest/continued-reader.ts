/** Exports that write an order once and leave it blank in its further rows, seen as if every row carried it. */

import type { RawBatch, RawColumn } from '../batches/raw.ts'
import { columnFor, columnsFor } from './presets/index.ts'
import type { Preset } from './presets/preset.ts'
import type { Reader, ReadOptions, ReadRows } from './reader.ts'

/** The reader as it is where the preset knows of no such rows. */
export function continuedReader(reader: Reader, preset: Preset): Reader {
  const names = reader.columns.map(({ name }) => name)
  const order = columnFor(names, preset.roles.order ?? [])
  const inherited = new Set(columnsFor(names, preset.inherited ?? []))
  const once = new Set(columnsFor(names, preset.oncePerOrder ?? []))
  if (order === null || inherited.size + once.size === 0) return reader
  // A row may continue one that another part has.
  const { parts: _parts, ...whole } = reader
  return {
    ...whole,
    // What is filled in is text, also where the file has a type for it.
    columns: reader.columns.map(({ name, kind }) => ({ name, kind: inherited.has(name) ? 'text' : kind })),
    read: options => continued(reader, options ?? {}, { order, inherited, once }),
  }
}

interface Columns {
  readonly order: string
  readonly inherited: ReadonlySet<string>
  readonly once: ReadonlySet<string>
}

/** The order column is read too, without which no row could be told to continue another. */
async function* continued(reader: Reader, options: ReadOptions, columns: Columns): AsyncGenerator<ReadRows> {
  const wanted = options.columns
  const read = wanted && !wanted.includes(columns.order) ? [...wanted, columns.order] : wanted
  const last = new LastOrder()
  // A row may need the one before it, which no other thread has.
  const { unneeded: _needed, elsewhere: _elsewhere, ...readOptions } = options
  for await (const { batch, bad } of reader.read({ ...readOptions, ...(read ? { columns: read } : {}) })) {
    yield { batch: continuedBatch(batch, columns, last), bad }
  }
}

/** The order of the row before, and what it says of itself. */
class LastOrder {
  id: string | null = null
  readonly cells = new Map<string, string | null>()
}

function continuedBatch(batch: RawBatch, { order, inherited, once }: Columns, last: LastOrder): RawBatch {
  const ids = batch.columns.find(({ name }) => name === order)!
  /** 1 where the row continues the one before. */
  const continues = new Uint8Array(batch.rows)
  for (let row = 0; row < batch.rows; row++) {
    const id = ids.text(row)
    continues[row] = id !== null && id === last.id ? 1 : 0
    last.id = id
  }
  const columns = batch.columns.map(column => {
    if (once.has(column.name)) return zeroed(column, continues)
    return inherited.has(column.name) ? filled(column, continues, batch.rows, last) : column
  })
  const { original } = batch
  return {
    rows: batch.rows,
    columns,
    rowNumber: row => batch.rowNumber(row),
    ...(original ? { original } : {}),
  }
}

function zeroed(column: RawColumn, continues: Uint8Array): RawColumn {
  const { name, kind } = column
  return { name, kind, text: row => column.text(row) ?? (continues[row] ? '0' : null) }
}

function filled(column: RawColumn, continues: Uint8Array, rows: number, last: LastOrder): RawColumn {
  const { name } = column
  const cells = new Array<string | null>(rows)
  let cell = last.cells.get(name) ?? null
  for (let row = 0; row < rows; row++) {
    const own = column.text(row)
    if (own !== null || !continues[row]) cell = own
    cells[row] = cell
  }
  last.cells.set(name, cell)
  return { name, kind: 'text', text: row => cells[row]! }
}
