/** The log of a run: JSON lines, into its folder and to a second file where one is asked for. */

import { appendFileSync } from 'node:fs'
import { cannotUseRuns } from '../../errors/index.ts'

/** In the folder of the run. */
export const LOG_FILE = 'log.jsonl'

/** Seconds are those of a clock that never goes back; `time` is that of the wall. */
export interface RunLog {
  write(event: string, facts: Readonly<Record<string, unknown>>): void
}

/** Each line is written by itself, so that a run that is killed leaves what it did. */
export function openLog(paths: readonly string[], now: () => number): RunLog {
  const write = (event: string, facts: Readonly<Record<string, unknown>>) => {
    const line = `${JSON.stringify({ time: new Date(now()).toISOString(), event, ...facts })}\n`
    for (const path of paths) append(path, line)
  }
  return { write }
}

function append(path: string, line: string): void {
  try {
    appendFileSync(path, line)
  } catch (error) {
    throw cannotUseRuns(path, error)
  }
}

/** Seconds since it was made. */
export function stopwatch(): () => number {
  const start = performance.now()
  return () => Math.round(performance.now() - start) / 1000
}
