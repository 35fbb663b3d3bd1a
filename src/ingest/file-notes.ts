/** What the user should know of the files beside what their rows say, one sentence each. */

import { type OnFault, severalCurrencies } from '../errors/index.ts'
import { type Counted, sumCounted } from './counted.ts'
import type { OpenFile } from './open-file.ts'
import type { Tally } from './tally.ts'
import { thousands } from '../math/thousands.ts'

export function fileNotes(
  files: readonly OpenFile[],
  counted: readonly Counted[],
  scale: number,
  onFault: OnFault,
): string[] {
  const notes = files.flatMap(({ reader }) => reader.notes)
  notes.push(...withoutIdNotes(counted))
  const { rounded, signs } = sumCounted(counted).money
  if (signs.size > 1) onFault(severalCurrencies([...signs].sort(), null))
  if (rounded > 0) {
    notes.push(
      `Amounts with more than ${scale} decimals, rounded to them half away from zero: ${thousands(rounded)}.`,
    )
  }
  return notes
}

function withoutIdNotes(counted: readonly Counted[]): string[] {
  return [...sumCounted(counted).withoutId]
    .sort()
    .map(
      ([word, count]) =>
        `Rows whose ${word} is read as no id: ${thousands(count)}; --null TEXT says what is none.`,
    )
}

export function unreadNotes(tallies: readonly Tally[]): string[] {
  const rows = tallies.reduce((total, { rowsUnread }) => total + rowsUnread, 0)
  if (rows === 0) return []
  const count = thousands(rows)
  return [
    `Rows counted as left out by the statistics of their row groups alone, and not read: ${count}; --strict reads all.`,
  ]
}
