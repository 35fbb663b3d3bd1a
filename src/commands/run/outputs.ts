/** Where the jobs of a file write: paths within the folder of the run, each written once. */

import { isAbsolute, normalize } from 'node:path'
import { outsideRunFolder, twoOutputsOneFile, type UserError, wrongOption } from '../../errors/index.ts'
import type { Flags } from '../../flags.ts'
import { flagName } from '../../flags.ts'
import { exportFormatOf } from '../../render/export.ts'
import { formatOf } from '../../render/index.ts'
import { isMapping, type YamlPath } from '../../rules/read-yaml.ts'
import type { JobKind, JobOutput, Values } from '../tool.ts'
import type { Mapping, Reading } from './options.ts'
import { LOG_FILE } from './run-log.ts'

/** Paths that are taken, in small letters as some disks see them, by the job that writes there. */
export type OutputPaths = Map<string, string>

interface WritingJob {
  readonly kind: JobKind
  readonly name: string
  readonly printed: Values
  readonly options: Values
  readonly read: Values
}

/** A path, a list of them, or a mapping from path to table; other files that the job writes are checked too. */
export function outputsOf(
  { reader, variables }: Reading,
  path: YamlPath,
  { output }: Mapping,
  job: WritingJob,
  taken: OutputPaths,
): JobOutput[] {
  const at = [...path, 'output']
  if (output === undefined || output === null) throw reader.wrong(path, `the job ${job.name} has no output`)
  const format = job.printed.format as string | null
  const table = (job.printed.table ?? null) as string | null
  const listed: [unknown, unknown][] = isMapping(output)
    ? Object.entries(output)
    : [output].flat().map(one => [one, table])
  if (listed.length > 1 && !job.kind.writesReport) {
    throw reader.wrong(at, `${job.kind.words[0]} writes rows, into one file only`)
  }
  const outputs = listed.map(([file, table]) => {
    const name = reader.text(at, variables.fill(at, file)) ?? ''
    const place = reader.placeOf(at)
    const path = take(place, name, job.name, taken)
    if (format === null) checkEnding(reader, at, path, job.kind)
    return { path, format, table: reader.text(at, table) }
  })
  for (const [flag, name] of otherFiles(job)) take(reader.placeOf([...path, flag]), name, job.name, taken)
  return outputs
}

function checkEnding(reader: Reading['reader'], at: YamlPath, path: string, { writesReport }: JobKind): void {
  try {
    if (writesReport) formatOf(path)
    else exportFormatOf(path)
  } catch (error) {
    throw wrongOption(reader.placeOf(at), error as UserError)
  }
}

/** --rejects and its like. */
function otherFiles({ kind, options, read }: WritingJob): [flag: string, path: string][] {
  return [...writtenBy(kind.flags, options), ...writtenBy(kind.inputFlags ?? {}, read)]
}

const writtenBy = (flags: Flags, values: Values): [string, string][] =>
  Object.entries(flags)
    .filter(([key, { writes }]) => writes && typeof values[key] === 'string')
    .map(([key]) => [flagName(key), values[key] as string])

/** The path as it is within the folder of the run; a UserError where it leads out of it, or is taken. */
function take(place: string, path: string, job: string, taken: OutputPaths): string {
  const name = normalize(path)
  if (isAbsolute(path)) throw outsideRunFolder(place, path, 'is absolute')
  if (name.split(/[\\/]/).includes('..'))
    throw outsideRunFolder(place, path, 'leads out of the folder of the run')
  if (path === '' || path === '-' || name === '.' || name.endsWith('/')) {
    throw outsideRunFolder(place, path === '' ? 'the empty text' : path, 'names no file')
  }
  if (name.includes('\0')) throw outsideRunFolder(place, JSON.stringify(path), 'is no path')
  for (const file of [name, `${name}.meta.json`].map(one => one.toLowerCase())) {
    const other = file === LOG_FILE ? '(its log)' : taken.get(file)
    if (other !== undefined) throw twoOutputsOneFile(place, path, other)
    taken.set(file, job)
  }
  return name
}
