/** What was read from the files themselves, told once where all files agree. */

import type { Reading } from '../report.ts'

/** The readings of every file, without those that an earlier file has word for word. */
export function sameReadings(byFile: readonly (readonly Reading[])[]): Reading[] {
  const told = new Map<string, Reading>()
  for (const readings of byFile) {
    for (const reading of readings) {
      const key = JSON.stringify([reading.what, reading.value, reading.source])
      if (!told.has(key)) told.set(key, reading)
    }
  }
  return [...told.values()]
}
