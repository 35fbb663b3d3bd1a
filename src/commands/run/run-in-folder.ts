/** A run in the folder of runs: under its lock, written aside, published or left as failed. */

import { join } from 'node:path'
import { clockWentBack, EXIT, UserError } from '../../errors/index.ts'
import { checkUnchanged, fingerprintOf } from '../../ingest/fingerprint.ts'
import { formatDay } from '../../math/calendar.ts'
import type { CommandContext } from '../context.ts'
import { lastPublished } from './last-published.ts'
import { takeLock } from './lock.ts'
import type { Pass } from './passes.ts'
import { type JobResult, keepReports, performPasses } from './perform.ts'
import type { RunFile } from './run-file.ts'
import * as runFolder from './run-folder.ts'
import { LOG_FILE, openLog, type RunLog, stopwatch } from './run-log.ts'
import { resultReport } from './tables.ts'

export async function runInFolder(
  file: RunFile,
  passes: readonly Pass[],
  context: CommandContext,
): Promise<void> {
  runFolder.makeRuns(file.runs)
  const lock = takeLock(join(file.runs, runFolder.LOCK_FILE))
  try {
    await runLocked(file, passes, context, lock.check)
  } finally {
    lock.release()
  }
}

async function runLocked(
  file: RunFile,
  passes: readonly Pass[],
  context: CommandContext,
  checkLock: () => void,
): Promise<void> {
  const { tool } = context
  checkClock(file, tool.now())
  runFolder.removeLeftovers(file.runs)
  const folder = runFolder.openRunFolder(file.runs, runFolder.nextName(file.runs, formatDay(file.asOf)))
  const log = openLog([join(folder.path, LOG_FILE), ...(file.log === null ? [] : [file.log])], tool.now)
  const seconds = stopwatch()
  const end = (exit: number, facts = {}) =>
    log.write('end', { run: folder.name, exit, seconds: seconds(), ...facts })
  let results: readonly JobResult[]
  try {
    log.write('start', { run: folder.name, file: file.path, as_of: formatDay(file.asOf) })
    results = await performAll({ file, passes, folder, log, context })
    checkLock()
    end(EXIT.done)
    folder.publish()
  } catch (error) {
    const exit = error instanceof UserError ? error.exitCode : EXIT.bug
    abandon(folder, passes, () => end(exit, { message: messageOf(error) }))
    throw error
  }
  runFolder.prune(file.runs, file.keep)
  await tell(file, results, folder.name, { seconds: seconds(), context })
}

interface Performance {
  readonly file: RunFile
  readonly passes: readonly Pass[]
  readonly folder: runFolder.RunFolder
  readonly log: RunLog
  readonly context: CommandContext
}

/** Nothing of a run may rest on a file that changed between two passes either. */
async function performAll({ file, passes, folder, log, context }: Performance): Promise<JobResult[]> {
  const files = [...new Set(file.jobs.flatMap(({ request }) => request.files))].flatMap(
    path => fingerprintOf(path) ?? [],
  )
  const listener = context.engine.listener ?? { onBytes() {}, onRows() {} }
  context.onOpen(null)
  const results = await performPasses(passes, { tool: context.tool, folder, log, listener })
  for (const one of files) checkUnchanged(one)
  return results
}

/** What is left of a run that failed: its log and the reports of its checks, or nothing where even that cannot be written. */
function abandon(folder: runFolder.RunFolder, passes: readonly Pass[], lastWords: () => void): void {
  try {
    lastWords()
    keepReports(folder.path, passes, LOG_FILE)
    folder.fail()
  } catch {
    folder.remove()
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Where the clock alone says which date it is, it must not say an earlier one than it did. */
function checkClock({ runs, asOfGiven }: RunFile, now: number): void {
  const last = lastPublished(runs)
  if (asOfGiven || last === null || now >= last.at) return
  throw clockWentBack(textOf(now), last.name, textOf(last.at))
}

const textOf = (time: number) => new Date(time).toISOString()

/** A line for people; the table only where somebody looks at it or asked for it, so that cron has nothing to mail. */
async function tell(
  file: RunFile,
  results: readonly JobResult[],
  name: string,
  { seconds, context }: { readonly seconds: number; readonly context: CommandContext },
): Promise<void> {
  const { tool, report, stated } = context
  if (tool.isAnswerWanted) await report(resultReport(file, results, name, stated))
  for (const { job, outputs } of results.filter(({ exit }) => exit === EXIT.checkFailed)) {
    tool.say(`Warning: job ${job.name} found failing checks; see ${join(file.runs, name, outputs[0]!.path)}`)
  }
  const jobs = results.length === 1 ? '1 job' : `${results.length} jobs`
  tool.say(`${join(file.runs, runFolder.LATEST)} is ${name}: ${jobs} in ${seconds.toFixed(1)} s`)
}
