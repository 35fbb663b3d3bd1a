/** Folders whose names are columns, as Hive and Spark write them. */

import { basename, dirname } from 'node:path'
import type { Reading } from '../report.ts'
import type { Reader } from './reader.ts'

/** Hive's word for a partition without a value. */
const NO_PARTITION = '__HIVE_DEFAULT_PARTITION__'

/** Folders such as `year=2026/month=11` as columns; a file's own column of that name counts more. */
export async function withPartitions(reader: Reader, path: string): Promise<Reader> {
  const own = new Set(reader.columns.map(({ name }) => name))
  const found = partitionsOf(path).filter(([name]) => !own.has(name))
  if (found.length === 0) return reader
  const reading: Reading = {
    what: 'columns of its folders',
    value: found.map(([name]) => name).join(', '),
    source: 'guessed',
    why: 'they are named COLUMN=VALUE',
  }
  const { withColumns } = await import('./added-columns.ts')
  return { ...withColumns(reader, new Map(found)), readings: [...reader.readings, reading] }
}

function partitionsOf(path: string): [name: string, value: string | null][] {
  const found: [string, string | null][] = []
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(basename(folder)) ?? []
    if (name !== undefined) found.unshift([name, value === NO_PARTITION ? null : decoded(value!)])
  }
  return found
}

/** Hive writes letters that no path may hold as %3A. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
