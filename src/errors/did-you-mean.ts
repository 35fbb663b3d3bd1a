/** The word that was meant. */

/**
 * `, did you mean "orders"?` where a known word is at most a third of its letters away, or has the word as a part, as
 * net_revenue has revenue; else nothing.
 */
export function didYouMean(word: string, known: readonly string[]): string {
  let nearest = ''
  let fewest = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const edits = editsBetween(word.toLowerCase(), candidate.toLowerCase())
    if (edits < fewest && edits <= Math.max(1, candidate.length / 3)) {
      nearest = candidate
      fewest = edits
    }
  }
  nearest ||= known.find(candidate => `_${candidate}_`.includes(`_${word.toLowerCase()}_`)) ?? ''
  return nearest === '' ? '' : `, did you mean "${nearest}"?`
}

/** Insertions, deletions and replacements of a letter that turn one word into the other (Levenshtein). */
export function editsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      line.push(Math.min(replaced, above[column]! + 1, line[column - 1]! + 1))
    }
    above = line
  }
  return above[b.length]!
}
