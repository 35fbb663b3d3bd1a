/** A plan, and what came of it, as reports. */

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { column } from '../../analyses/columns.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Cell, ColumnType, Facts, Report, Table } from '../../report.ts'
import type { Input } from './inputs.ts'
import type { Job } from './jobs.ts'
import type { Pass } from './passes.ts'
import type { JobResult } from './perform.ts'
import type { RunFile } from './run-file.ts'

type Stated = Report['options']

/** What `--dry-run` shows. */
export function planReport(file: RunFile, passes: readonly Pass[], name: string, stated: Stated): Report {
  const jobs = passes.flatMap(({ jobs }, i) =>
    jobs.map(job => ({ job, pass: i + 1, shared: jobs.length - 1 })),
  )
  const readings = passes.filter(({ jobs }) => jobs[0]!.input !== null).length
  const plan = table('plan', `${jobs.length} jobs, ${readings} readings of inputs`, jobs, {
    pass: ['integer', ({ pass }) => pass],
    job: ['text', ({ job }) => job.name],
    run: ['text', ({ job }) => wordsOf(job)],
    input: ['text', ({ job }) => job.input?.name ?? null],
    as_of: ['date', ({ job }) => asOfOf(job)],
    shares_with: ['integer', ({ shared }) => shared],
    outputs: ['text', ({ job }) => pathsOf(job).join(', ')],
  })
  const inputs = [...new Set(jobs.flatMap(({ job }) => (job.input ? [job.input] : [])))]
  return reportOf(
    file,
    stated,
    [{ ...plan, caption: SHARING }, filesTable(inputs)],
    [`Nothing was read or written. The run would become ${join(file.runs, name)}, and latest would be it.`],
  )
}

const SHARING =
  'Jobs of one pass are answered in one reading: the same input, roles, dialect, row filters and as-of date.'

function filesTable(inputs: readonly Input[]): Table {
  const files = inputs.flatMap(({ name, files }) => files.map(path => ({ name, path })))
  return table('files', 'Files that the inputs match', files, {
    input: ['text', ({ name }) => name],
    file: ['text', ({ path }) => path],
    bytes: ['integer', ({ path }) => statSync(path, { throwIfNoEntry: false })?.size ?? null],
  })
}

/** What a run did. */
export function resultReport(
  file: RunFile,
  results: readonly JobResult[],
  name: string,
  stated: Stated,
): Report {
  const jobs = table('jobs', `Published as ${join(file.runs, name)}`, results, {
    pass: ['integer', ({ pass }) => pass],
    job: ['text', ({ job }) => job.name],
    run: ['text', ({ job }) => wordsOf(job)],
    exit: ['integer', ({ exit }) => exit],
    seconds: ['number', ({ seconds }) => seconds],
    bytes: ['integer', ({ outputs }) => outputs.reduce((sum, { bytes }) => sum + bytes, 0)],
    outputs: ['text', ({ job }) => pathsOf(job).join(', ')],
  })
  return reportOf(file, stated, [jobs], [])
}

const wordsOf = ({ request: { kind, operands } }: Job) => [kind.words[0], ...operands].join(' ')
const pathsOf = ({ request }: Job) => request.outputs.map(({ path }) => path)

function asOfOf({ request }: Job): string | null {
  const { asOf } = request.input
  return typeof asOf === 'number' ? formatDay(asOf) : null
}

function reportOf(file: RunFile, options: Stated, tables: Table[], notes: string[]): Report {
  const facts: Facts = {
    asOf: formatDay(file.asOf),
    asOfGiven: true,
    timeZone: file.zone.name,
    timeZoneGiven: true,
    currency: null,
    inputs: [],
    readings: [],
    historyCut: false,
  }
  return { command: 'run', options, tables, facts, notes }
}

function table<Item>(
  name: string,
  title: string,
  items: readonly Item[],
  columns: Readonly<Record<string, readonly [ColumnType, (item: Item) => Cell]>>,
): Table {
  return {
    name,
    title,
    rows: items.length,
    show: 'wrap',
    columns: Object.entries(columns).map(([name, [type, of]]) => column(name, type, row => of(items[row]!))),
  }
}
