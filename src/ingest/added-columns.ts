/**
 * A file seen with columns of one text each beside its own: those of its folders, or those that only other files have.
 * Loaded when there are any, since it brings Arrow.
 */

import { withTextFields } from '../batches/cell-columns.ts'
import type { RawColumn } from '../batches/raw.ts'
import type { Reader, ReadOptions, ReadRows } from './reader.ts'

/** Column → the text of its every cell; null where they are empty. */
export type AddedColumns = ReadonlyMap<string, string | null>

export function withColumns(reader: Reader, added: AddedColumns): Reader {
  if (added.size === 0) return reader
  const names = [...added.keys()]
  // Another thread that opens the file would not see them.
  const { parts: _parts, ...whole } = reader
  return {
    ...whole,
    columns: [...reader.columns, ...names.map(name => ({ name, kind: 'text' as const }))],
    ...(reader.schema ? { schema: withTextFields(reader.schema, names) } : {}),
    read: options => readWith(reader, added, options ?? {}),
  }
}

async function* readWith(
  reader: Reader,
  added: AddedColumns,
  options: ReadOptions,
): AsyncGenerator<ReadRows> {
  const { columns: wanted, elsewhere: _elsewhere, ...readOptions } = options
  const isWanted = ([name]: readonly [string, unknown]) => !wanted || wanted.includes(name)
  const columns = [...added]
    .filter(isWanted)
    .map(([name, text]): RawColumn => ({ name, kind: 'text', text: () => text }))
  const own = wanted?.filter(name => !added.has(name))
  // Without any column of its own a typed file would not tell how many rows it has.
  const read = own?.length === 0 ? [reader.columns[0]!.name] : own
  for await (const { batch, bad } of reader.read({ ...readOptions, ...(read ? { columns: read } : {}) })) {
    const all = [...(batch.added ?? []), ...columns]
    yield { batch: { ...batch, columns: [...batch.columns, ...columns], added: all }, bad }
  }
}

/** The readers, each with all columns that any of them has. */
export function unionByName(readers: readonly Reader[]): Reader[] {
  const names = [...new Set(readers.flatMap(({ columns }) => columns.map(({ name }) => name)))]
  return readers.map(reader => {
    const own = new Set(reader.columns.map(({ name }) => name))
    return withColumns(reader, new Map(names.filter(name => !own.has(name)).map(name => [name, null])))
  })
}
