/** The work of `tenure doctor`. */

import { availableParallelism, freemem, totalmem } from 'node:os'
import { getHeapStatistics } from 'node:v8'
import { column } from '../../analyses/columns.ts'
import { UserError } from '../../errors/index.ts'
import { hasSimd } from '../../ingest/csv/wasm-memory.ts'
import { expandPaths } from '../../ingest/expand-paths.ts'
import type { InputOptions } from '../../ingest/input-options.ts'
import { openReader } from '../../ingest/open-reader.ts'
import type { Facts, Table } from '../../report.ts'
import { toolVersion } from '../../version.ts'
import type { CommandContext } from '../context.ts'
import { thousands } from '../../math/thousands.ts'

export async function runDoctor(_options: unknown, context: CommandContext): Promise<void> {
  const { paths, input } = context
  const files = paths.length === 0 ? [] : await expandPaths(paths)
  const looked: Look[] = []
  for (const file of files) looked.push(await lookAt(file, input))
  await context.report({
    command: 'doctor',
    options: {},
    tables: [machineTable(machine(toolVersion())), ...(looked.length > 0 ? [filesTable(looked)] : [])],
    facts: NO_FACTS,
    notes: [],
  })
}

/** Nothing is read, so nothing is known of rows. */
const NO_FACTS: Facts = {
  asOf: null,
  asOfGiven: false,
  timeZone: 'UTC',
  timeZoneGiven: false,
  currency: null,
  inputs: [],
  readings: [],
  historyCut: false,
}

type Line = readonly [what: string, value: string, note: string]

function machine(version: string): Line[] {
  const { heap_size_limit: heap } = getHeapStatistics()
  return [
    ['tenure', version, ''],
    [
      'Node',
      process.version,
      Number(process.versions.node.split('.')[0]) >= 20 ? '' : 'tenure needs Node 20 or newer',
    ],
    ['system', `${process.platform} ${process.arch}`, ''],
    ['memory', megabytes(totalmem()), `${megabytes(freemem())} free`],
    [
      'memory for JavaScript',
      megabytes(heap),
      'NODE_OPTIONS=--max-old-space-size=N raises it; most of what is read lies outside',
    ],
    ['processors', String(availableParallelism()), '--threads N uses them for large inputs'],
    [
      'time-zone data',
      process.versions.tz ?? 'unknown',
      `${Intl.supportedValuesOf('timeZone').length} zones`,
    ],
    [
      'time zone of this machine',
      Intl.DateTimeFormat().resolvedOptions().timeZone,
      'not used: --tz says which, else UTC',
    ],
    ['WebAssembly SIMD', hasSimd() ? 'yes' : 'no', hasSimd() ? '' : 'text files cannot be read fast'],
  ]
}

const megabytes = (bytes: number) => `${thousands(Math.round(bytes / 2 ** 20))} MB`

function machineTable(lines: readonly Line[]): Table {
  return {
    name: 'machine',
    title: 'What tenure runs on',
    rows: lines.length,
    show: 'wrap',
    columns: [
      column('what', 'text', row => lines[row]![0]),
      column('value', 'text', row => lines[row]![1]),
      column('note', 'text', row => lines[row]![2] || null),
    ],
  }
}

interface Look {
  readonly file: string
  readonly format: string | null
  readonly bytes: number | null
  readonly columns: string | null
  /** As text files are read: encoding, delimiter, quote. */
  readonly readings: string | null
  readonly problem: string | null
}

async function lookAt(file: string, input: InputOptions): Promise<Look> {
  try {
    const { format, size, columns, readings } = await openReader(file, input)
    const read = readings.map(({ what, value }) => `${what} ${value}`).join(', ')
    return {
      file,
      format,
      bytes: size,
      columns: columns.map(({ name }) => name).join(', '),
      readings: read || null,
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { file, format: null, bytes: null, columns: null, readings: null, problem: error.message }
  }
}

function filesTable(files: readonly Look[]): Table {
  return {
    name: 'files',
    title: 'What would be read',
    rows: files.length,
    show: 'record',
    columns: [
      column('file', 'text', row => files[row]!.file),
      column('format', 'text', row => files[row]!.format),
      column('bytes', 'integer', row => files[row]!.bytes),
      column('columns', 'text', row => files[row]!.columns),
      column('read_with', 'text', row => files[row]!.readings),
      column('problem', 'text', row => files[row]!.problem),
    ],
  }
}
