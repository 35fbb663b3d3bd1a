/** The first record of a text file as column names. */

import { collapsedHeader } from '../../errors/index.ts'
import { type ColumnNames, columnNames } from '../column-names.ts'

/**
 * An empty name is replaced by its place; empty ones at the end over nothing are dropped. `below`: the first rows,
 * whose cells tell whether a column without a name holds anything.
 */
export function readHeader(
  file: string,
  record: readonly string[],
  below: readonly (readonly string[])[],
): ColumnNames {
  const trimmed = record.map(name => name.trim())
  if (trimmed.every(name => name === '')) throw collapsedHeader(file)
  const isUsed = (place: number) =>
    trimmed[place] !== '' || below.some(row => (row[place] ?? '').trim() !== '')
  let used = trimmed.length
  while (!isUsed(used - 1)) used--
  return columnNames(file, trimmed.slice(0, used))
}
