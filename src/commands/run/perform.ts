/** The jobs of a run, one pass after the other, into the folder of the run. */

import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkStopped, EXIT, jobFailed, UserError } from '../../errors/index.ts'
import type { Listener } from '../../ingest/source.ts'
import type { JobRequest, Tool } from '../tool.ts'
import type { Job } from './jobs.ts'
import { isCheck, type Pass } from './passes.ts'
import type { RunFolder } from './run-folder.ts'
import { type RunLog, stopwatch } from './run-log.ts'

export interface JobResult {
  readonly job: Job
  /** Its place among the passes, from 1. */
  readonly pass: number
  readonly exit: number
  /** Of what it computed and wrote; the reading is the pass's. */
  readonly seconds: number
  readonly outputs: readonly { readonly path: string; readonly bytes: number }[]
}

interface Workplace {
  readonly tool: Tool
  readonly folder: RunFolder
  readonly log: RunLog
  /** Shows progress. */
  readonly listener: Listener
}

/** A UserError that names the job where one fails; the jobs after it are then not done. */
export async function performPasses(passes: readonly Pass[], place: Workplace): Promise<JobResult[]> {
  const results: JobResult[] = []
  for (const [i, pass] of passes.entries()) {
    for (const result of await performPass(pass, i + 1, place)) results.push(result)
  }
  return results
}

async function performPass({ jobs }: Pass, pass: number, place: Workplace): Promise<JobResult[]> {
  const { tool, folder, log, listener } = place
  const read = { rows: 0, bytes: 0 }
  const counted: Listener = {
    onBytes: count => {
      read.bytes += count
      listener.onBytes(count)
    },
    onRows: count => {
      read.rows += count
      listener.onRows(count)
    },
  }
  const seconds = stopwatch()
  const requests = jobs.map(({ request }) => placedIn(folder.path, request))
  const names = jobs.map(({ name }) => name)
  const told = (exit: number) => log.write('pass', { pass, jobs: names, ...read, seconds: seconds(), exit })
  const answers = await tool.begin(requests, counted).catch(error => {
    told(exitCodeOf(error))
    throw named(jobs[0]!, error, null)
  })
  // A command reads while it works: what it read is told with the job.
  if (read.bytes > 0) told(EXIT.done)
  const results: JobResult[] = []
  for (const [i, job] of jobs.entries()) {
    results.push({ ...(await performJob(job, answers[i]!, { ...place, pass, read })), pass })
  }
  return results
}

interface JobPlace extends Workplace {
  readonly pass: number
  /** By the pass: rows and bytes so far. */
  readonly read: { readonly rows: number; readonly bytes: number }
}

async function performJob(job: Job, answer: () => Promise<void>, place: JobPlace) {
  const { folder, log, pass, read } = place
  const seconds = stopwatch()
  const failure = await answer().then(
    () => null,
    error => ({ error }),
  )
  const exit = failure === null ? EXIT.done : exitCodeOf(failure.error)
  const outputs = filesOf(job, folder.path)
  const { kind, operands } = job.request
  const run = [kind.words[0], ...operands].join(' ')
  log.write('job', { job: job.name, run, pass, ...read, exit, seconds: seconds(), outputs })
  const isWarning = exit === EXIT.checkFailed && job.severity === 'warn'
  if (failure && !isWarning)
    throw named(job, failure.error, outputs[0] ? join(folder.failed, outputs[0].path) : null)
  return { job, exit, seconds: seconds(), outputs }
}

const exitCodeOf = (error: unknown): number => (error instanceof UserError ? error.exitCode : EXIT.bug)

function named(job: Job, error: unknown, report: string | null): unknown {
  if (!(error instanceof UserError)) return error
  return error.exitCode === EXIT.checkFailed
    ? checkStopped(job.name, error, report)
    : jobFailed(job.name, error)
}

/** Every file that the job writes, in the folder; folders on the way are made. */
function placedIn(folder: string, request: JobRequest): JobRequest {
  const placed = (path: string) => {
    const whole = join(folder, path)
    mkdirSync(dirname(whole), { recursive: true })
    return whole
  }
  const valuesPlaced = (values: JobRequest['options'], flags: JobRequest['kind']['flags']) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        flags[key]?.writes && typeof value === 'string' ? placed(value) : value,
      ]),
    )
  return {
    ...request,
    outputs: request.outputs.map(output => ({ ...output, path: placed(output.path) })),
    options: valuesPlaced(request.options, request.kind.flags),
    input: valuesPlaced(request.input, request.kind.inputFlags ?? {}),
  }
}

function filesOf({ request }: Job, folder: string): JobResult['outputs'] {
  return request.outputs.flatMap(({ path }) => {
    const facts = statSync(join(folder, path), { throwIfNoEntry: false })
    return facts ? [{ path, bytes: facts.size }] : []
  })
}

/** Of a run that failed only the log and the reports of checks are left: the rest might be taken for good. */
export function keepReports(folder: string, passes: readonly Pass[], log: string): void {
  const reports = passes
    .flatMap(({ jobs }) => jobs)
    .filter(isCheck)
    .flatMap(({ request }) => request.outputs.flatMap(({ path }) => [path, `${path}.meta.json`]))
  const kept = new Set([log, ...reports])
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isDirectory() && !kept.has(path.slice(folder.length + 1))) rmSync(path)
  }
}
