/** A file of jobs, read and understood: inputs found, every option parsed, nothing of an export read yet. */

import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { cannotReadRunFile, RUN_HINT } from '../../errors/index.ts'
import type { OptionsOf } from '../../flags.ts'
import { type Day, formatDay, parseDay } from '../../math/calendar.ts'
import { type Zone, zoneNamed } from '../../math/zone.ts'
import { YamlReader } from '../../rules/yaml-reader.ts'
import type { Tool } from '../tool.ts'
import { readInputs } from './inputs.ts'
import { type Job, readJobs } from './jobs.ts'
import { inFolder, type Reading } from './options.ts'
import type { runFlags } from './run-flags.ts'
import { Variables } from './variables.ts'

export interface RunFile {
  readonly path: string
  readonly zone: Zone
  readonly asOf: Day
  /** False where the clock says what the date is. */
  readonly asOfGiven: boolean
  readonly jobs: readonly Job[]
  /** The folder of all runs. */
  readonly runs: string
  /** Published runs that are kept; null keeps all. */
  readonly keep: number | null
  /** A second place for the log. */
  readonly log: string | null
}

export const TOP_KEYS = ['tz', 'as-of', 'variables', 'inputs', 'jobs', 'runs', 'keep', 'log']

/** A UserError that names line and column where the file is not as it should be. */
export async function readRunFile(
  path: string,
  options: OptionsOf<typeof runFlags>,
  { kinds, env }: Tool,
  now: number,
): Promise<RunFile> {
  const reader = new YamlReader({ path, text: textOf(path) }, RUN_HINT)
  const top = reader.mapping([], reader.top, TOP_KEYS, ['$schema'])
  const variables = new Variables(reader, top.variables, options.var, env)
  const reading: Reading = { reader, variables, folder: dirname(path) }
  const textAt = (key: string) => reader.text([key], variables.fill([key], top[key]))
  const zone = zoneIn(reader, textAt('tz'))
  const inFile = dayIn(reader, textAt('as-of'))
  const asOf = options.asOf ?? inFile ?? zone.dayOf(now) - 1
  variables.set('as_of', formatDay(asOf))
  variables.set('yesterday', formatDay(asOf - 1))
  const flagsOfInputs = kinds.find(({ words }) => words[0] === 'inspect')!.inputFlags!
  const inputs = await readInputs(reading, top.inputs, flagsOfInputs)
  const given = { 'as-of': formatDay(asOf), ...(top.tz === undefined ? {} : { tz: zone.name }) }
  const log = textAt('log')
  return {
    path,
    zone,
    asOf,
    asOfGiven: options.asOf !== null || inFile !== null,
    jobs: readJobs(reading, top.jobs, { kinds, inputs, given, paths: new Map() }),
    runs: inFolder(reading.folder, textAt('runs') ?? 'runs'),
    keep: keepIn(reader, top.keep),
    log: options.log ?? (log === null ? null : inFolder(reading.folder, log)),
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw cannotReadRunFile(path, error)
  }
}

function zoneIn(reader: YamlReader, name: string | null): Zone {
  const zone = zoneNamed(name ?? 'UTC')
  if (!zone) throw reader.wrong(['tz'], `tz is ${name}, not a time zone such as Europe/Berlin`)
  return zone
}

function dayIn(reader: YamlReader, text: string | null): Day | null {
  const day = text === null ? null : parseDay(text)
  if (text !== null && day === null) {
    throw reader.wrong(['as-of'], `as-of is ${text}, not a date such as 2024-03-31`)
  }
  return day
}

function keepIn(reader: YamlReader, value: unknown): number | null {
  const keep = reader.number(['keep'], value)
  if (keep !== null && !(Number.isInteger(keep) && keep >= 1)) {
    throw reader.wrong(['keep'], `keep is ${keep}, not a whole number of at least 1`)
  }
  return keep
}
