/** The first record of a text file as column names. */

import { collapsedHeader } from '../../errors/index.ts'

export interface Header {
  /** Unique: a repeated name gets a suffix, an empty one is named by its place; empty ones at the end are dropped. */
  readonly names: readonly string[]
  /** Names that stand there more than once. */
  readonly repeatedNames: readonly string[]
  readonly notes: readonly string[]
}

export function readHeader(file: string, record: readonly string[]): Header {
  const trimmed = record.map(name => name.trim())
  const used = trimmed.findLastIndex(name => name !== '') + 1
  if (used === 0) throw collapsedHeader(file)
  const notes: string[] = []
  const taken = new Set(trimmed)
  const seen = new Set<string>()
  const names = trimmed.slice(0, used).map((name, i) => {
    if (name !== '' && !seen.has(name)) {
      seen.add(name)
      return name
    }
    let suffix = 2
    const base = name === '' ? `column_${i + 1}` : name
    let unique = name === '' ? base : `${base}_${suffix}`
    while (taken.has(unique) || seen.has(unique)) unique = `${base}_${++suffix}`
    notes.push(
      name === ''
        ? `${file}: column ${i + 1} has no name and is called ${unique}`
        : `${file}: the header names ${name} twice; the later one is called ${unique}`,
    )
    seen.add(unique)
    return unique
  })
  const repeatedNames = [...seen].filter(name => trimmed.indexOf(name) !== trimmed.lastIndexOf(name))
  return { names, repeatedNames, notes }
}
