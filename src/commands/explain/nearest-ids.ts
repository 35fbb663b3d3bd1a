/** Ids that may have been meant. */

import type { Dictionary } from '../../batches/dictionary.ts'
import { editsBetween } from '../../errors/index.ts'

const SHOWN = 3

/** Those of the fewest edits, letters in any case alike; of equal ones the first by id. */
export function nearestIds(wanted: string, ids: Dictionary): string[] {
  const nearest: { id: string; edits: number }[] = []
  for (let code = 0; code < ids.size; code++) {
    const id = ids.text(code)
    const edits = editsBetween(wanted.toLowerCase(), id.toLowerCase())
    const last = nearest[SHOWN - 1]
    if (last && (edits > last.edits || (edits === last.edits && id >= last.id))) continue
    nearest.push({ id, edits })
    nearest.sort((a, b) => a.edits - b.edits || (a.id < b.id ? -1 : 1))
    if (nearest.length > SHOWN) nearest.pop()
  }
  return nearest.map(({ id }) => id)
}
