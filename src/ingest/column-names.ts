/** Names that tell columns apart: the first bearer of a name keeps it, a later one gets a suffix. */

export interface ColumnNames {
  readonly names: readonly string[]
  /** Names that stand there more than once. */
  readonly repeatedNames: readonly string[]
  /** A sentence for each that was changed. */
  readonly notes: readonly string[]
}

export function columnNames(file: string, given: readonly string[]): ColumnNames {
  const taken = new Set(given)
  const seen = new Set<string>()
  const repeated = new Set<string>()
  const notes: string[] = []
  const names = given.map((name, i) => {
    if (name !== '' && !seen.has(name)) {
      seen.add(name)
      return name
    }
    if (name !== '') repeated.add(name)
    const unique = freeName(name, i, other => taken.has(other))
    taken.add(unique)
    notes.push(
      name === ''
        ? `${file}: column ${i + 1} has no name and is called ${unique}`
        : `${file}: the header names ${name} twice; the later one is called ${unique}`,
    )
    return unique
  })
  return { names, repeatedNames: [...repeated], notes }
}

function freeName(name: string, place: number, isTaken: (name: string) => boolean): string {
  const base = name === '' ? `column_${place + 1}` : name
  if (name === '' && !isTaken(base)) return base
  let suffix = 2
  while (isTaken(`${base}_${suffix}`)) suffix++
  return `${base}_${suffix}`
}
