/** What the last accepted export was like, from the JSON report of its validation. */

import { acceptedWithout } from '../../errors/index.ts'
import type { SavedTables } from '../../flags.ts'

export interface Accepted {
  readonly path: string
  readonly rows: number
  /** Null where the export had no such column. */
  readonly customers: number | null
  readonly revenue: number | null
  readonly distributions: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export function acceptedFrom({ path, tables }: SavedTables): Accepted {
  const profile = new Map((tables.get('profile') ?? []).map(({ metric, value }) => [metric, value]))
  const rows = profile.get('rows')
  if (typeof rows !== 'number') throw acceptedWithout(path, 'rows in a table profile')
  const numberOf = (metric: string) => {
    const value = profile.get(metric)
    return typeof value === 'number' ? value : null
  }
  const distributions = new Map<string, Map<string, number>>()
  for (const { column, value, cells } of tables.get('distributions') ?? []) {
    const counts = distributions.get(String(column)) ?? new Map<string, number>()
    distributions.set(String(column), counts.set(String(value ?? ''), Number(cells)))
  }
  return { path, rows, customers: numberOf('customers'), revenue: numberOf('revenue'), distributions }
}
