/** The first record of a text file as column names. */

import { collapsedHeader } from '../../errors/index.ts'
import { type ColumnNames, columnNames } from '../column-names.ts'

/** An empty name is replaced by its place; empty ones at the end are dropped. */
export function readHeader(file: string, record: readonly string[]): ColumnNames {
  const trimmed = record.map(name => name.trim())
  const used = trimmed.findLastIndex(name => name !== '') + 1
  if (used === 0) throw collapsedHeader(file)
  return columnNames(file, trimmed.slice(0, used))
}
