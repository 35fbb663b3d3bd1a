/** What was read from the files themselves, told once where all files agree. */

import type { Reading } from '../report.ts'

/** A file and what was read from it. */
export interface FileReadings {
  readonly name: string
  readonly readings: readonly Reading[]
}

/** The readings of every file, without those that an earlier file has too; where files differ, with the file. */
export function sameReadings(files: readonly FileReadings[]): Reading[] {
  const told = new Map<string, Reading>()
  const values = new Map<string, Set<string>>()
  for (const { name, readings } of files) {
    for (const reading of readings) {
      const { what, value, source } = reading
      values.set(what, (values.get(what) ?? new Set()).add(value))
      const key = JSON.stringify([what, value, source])
      if (!told.has(key)) told.set(key, { ...reading, file: name })
    }
  }
  return [...told.values()].map(({ file, ...reading }) =>
    values.get(reading.what)!.size > 1 ? { ...reading, file: file! } : reading,
  )
}
