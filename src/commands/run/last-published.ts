/** When the run that `latest` names was published, by the last line of its log. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { latestRun } from './run-folder.ts'
import { LOG_FILE } from './run-log.ts'

export interface Published {
  readonly name: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** Null where there is none, or its log was removed. */
export function lastPublished(runs: string): Published | null {
  const name = latestRun(runs)
  if (name === null) return null
  try {
    const lines = readFileSync(join(runs, name, LOG_FILE), 'utf8')
      .trimEnd()
      .split('\n')
    const at = Date.parse((JSON.parse(lines.at(-1)!) as { time: string }).time)
    return Number.isFinite(at) ? { name, at } : null
  } catch {
    return null
  }
}
