/** The columns of a file that says of what types they are, each under a name of its own. */

import { type ArrowColumn, arrowColumnsOf } from '../batches/arrow-read.ts'
import type { Schema } from '../batches/arrow-write.ts'
import { nestedTooDeep, noColumns } from '../errors/index.ts'
import { columnNames } from './column-names.ts'
import type { TypedLimits } from './typed-limits.ts'

export interface TypedColumns {
  readonly columns: readonly ArrowColumn[]
  readonly repeatedNames: readonly string[]
  readonly notes: readonly string[]
}

export function typedColumns(file: string, schema: Schema, limits: TypedLimits): TypedColumns {
  const found = arrowColumnsOf(schema)
  if (found.length === 0) throw noColumns(file)
  const deep = found.find(({ depth }) => depth > limits.nesting)
  if (deep) throw nestedTooDeep(`${file} column ${deep.name}`, limits.nesting)
  const { names, repeatedNames, notes } = columnNames(
    file,
    found.map(({ name }) => name),
  )
  return { columns: found.map((column, i) => ({ ...column, name: names[i]! })), repeatedNames, notes }
}

/** Those that are wanted, by their names, in the order of the file. */
export function wantedColumns(
  { columns }: TypedColumns,
  wanted: readonly string[] | undefined,
): readonly ArrowColumn[] {
  return wanted ? columns.filter(({ name }) => wanted.includes(name)) : columns
}
