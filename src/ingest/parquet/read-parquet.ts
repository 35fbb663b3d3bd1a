/** Parquet, a row group at a time. */

import { layoutsOf, rawBatchOfBuffers } from '../../batches/arrow-buffers.ts'
import { openArrow, rawBatchOf } from '../../batches/arrow-read.ts'
import type { ColumnLayout } from '../../batches/column-buffers.ts'
import type { RawBatch } from '../../batches/raw.ts'
import { Scratch } from '../../batches/scratch.ts'
import {
  damagedColumn,
  damagedFile,
  decoderDied,
  encryptedParquet,
  pageTooLarge,
} from '../../errors/index.ts'
import type { ByteSource } from '../bytes.ts'
import type { Hints } from '../csv/elsewhere.ts'
import type { Part, Reader, ReadOptions, ReadRows, Unneeded } from '../reader.ts'
import { type TypedColumns, typedColumns, wantedColumns } from '../typed-columns.ts'
import { TYPED_LIMITS, type TypedLimits } from '../typed-limits.ts'
import { compiledDecoder } from './compiled.ts'
import { DecoderThread, ProblemFound, ThreadDied } from './decoder-thread.ts'
import { boundsOfKind, decidingColumns, reasonOutside } from './outside.ts'
import type { ParquetInput, Problem, Rows } from './protocol.ts'

export async function openParquet(source: ByteSource, limits: TypedLimits = TYPED_LIMITS): Promise<Reader> {
  const { name, size } = source
  const input = await inputOf(source)
  const thread = new DecoderThread({
    input,
    maxPage: limits.page,
    decoder: await compiledDecoder(),
  })
  try {
    const { rowGroups, schema: bytes, hasInt96 } = await thread.open()
    const { schema } = await openArrow(bytes)
    const typed = typedColumns(name, schema, limits)
    return {
      name,
      format: `Parquet, ${rowGroups.length} row ${rowGroups.length === 1 ? 'group' : 'groups'}`,
      size,
      rereadable: true,
      columns: typed.columns,
      schema,
      repeatedNames: typed.repeatedNames,
      ...('path' in input ? { parts: rowGroups.length } : {}),
      readings: [],
      notes: hasInt96 ? [...typed.notes, `${name}: ${INT96_NOTE}`] : typed.notes,
      read: options => readRows(name, size, { thread, rowGroups, typed }, limits, options),
    }
  } catch (error) {
    await thread.close()
    throw errorOf(name, error, limits)
  }
}

const INT96_NOTE =
  'its times of 96 bits are read to the microsecond; digits below that, if it has any, are not.'

interface OpenFile {
  readonly thread: DecoderThread
  readonly rowGroups: readonly number[]
  readonly typed: TypedColumns
}

async function* readRows(
  name: string,
  size: number | null,
  { thread, rowGroups, typed }: OpenFile,
  limits: TypedLimits,
  { columns, onBytes, unneeded, hints, reuse = false, part, most }: ReadOptions = {},
): AsyncGenerator<ReadRows> {
  const wanted = wantedColumns(typed, columns)
  const paths = pathsOf(typed, wanted)
  const layouts = hints && typed.repeatedNames.length === 0 ? layoutsOf(wanted, formsOf(hints)) : null
  const rooms = reuse ? wanted.map(() => new Scratch()) : null
  try {
    const reasons = unneeded ? await reasonsUnread(thread, typed, unneeded) : []
    const groups = rowGroupsOf(rowGroups, part).filter(({ place, rows, firstRow }) => {
      if (most !== undefined && firstRow > most) return false
      const reason = reasons[place] ?? null
      if (reason !== null) unneeded!.onUnread(rows, reason)
      return reason === null
    })
    for (const [i, { place, rows, firstRow }] of groups.entries()) {
      let row = firstRow
      const request = { columns: paths, layouts, reuse }
      for await (const found of thread.rowGroup(place, request, groups[i + 1]?.place ?? null)) {
        for await (const batch of batchesOf(found, { columns: wanted, layouts, rooms }, name, row)) {
          yield { batch, bad: [] }
          row += batch.rows
          onBytes?.(((size ?? 0) / rowGroups.length) * (batch.rows / rows))
        }
      }
      if (row !== firstRow + rows)
        throw new Error(`row group ${place + 1} has ${row - firstRow} rows, not ${rows}`)
    }
  } catch (error) {
    await thread.close()
    throw errorOf(name, error, limits)
  }
  await thread.close()
}

interface WantedColumns {
  readonly columns: TypedColumns['columns']
  /** Where their buffers will do. */
  readonly layouts: readonly ColumnLayout[] | null
  /** What each of them may use again for every batch. */
  readonly rooms: readonly Scratch[] | null
}

async function* batchesOf(
  rows: Rows,
  { columns, layouts, rooms }: WantedColumns,
  file: string,
  firstRow: number,
): AsyncGenerator<RawBatch> {
  if (!(rows instanceof Uint8Array))
    return yield rawBatchOfBuffers(rows, columns, layouts!, file, firstRow, rooms)
  let row = firstRow
  for await (const record of (await openArrow(rows)).batches) {
    yield rawBatchOf(record, columns, file, row)
    row += record.numRows
  }
}

interface RowGroup {
  readonly place: number
  readonly rows: number
  /** The number of its first row in the file. */
  readonly firstRow: number
}

/** The row groups of a part, in their order. */
function rowGroupsOf(counts: readonly number[], part: Part = { place: 0, of: 1 }): RowGroup[] {
  let row = 1
  const groups = counts.map((rows, place) => {
    row += rows
    return { place, rows, firstRow: row - rows }
  })
  return groups.filter(({ place }) => place % part.of === part.place)
}

/** Row group → why it need not be read; null where it must. */
async function reasonsUnread(
  thread: DecoderThread,
  { columns, repeatedNames }: TypedColumns,
  unneeded: Unneeded,
): Promise<(string | null)[]> {
  const deciding = columns.filter(({ name }) => decidingColumns(unneeded).includes(name))
  const bounds = await thread.bounds(deciding.map(({ steps }) => steps.map(({ name }) => name).join('.')))
  return bounds.map(group => {
    // A name alone does not tell such columns apart.
    if (repeatedNames.length > 0) return null
    return reasonOutside(unneeded, name => {
      const place = deciding.findIndex(column => column.name === name)
      return place === -1 ? null : boundsOfKind(group[place] ?? null, deciding[place]!.kind)
    })
  })
}

/** The form of the ids of a column, where its cells become codes and nothing else. */
const formsOf = (hints: Hints) => (column: string) => {
  const hint = hints.get(column)
  return hint?.as === 'text' ? hint.form : null
}

/** What to decode, as the decoder names it; null is all, as where a name alone does not tell columns apart. */
function pathsOf({ columns, repeatedNames }: TypedColumns, wanted: TypedColumns['columns']): string[] | null {
  if (wanted.length === columns.length || repeatedNames.length > 0) return null
  return wanted.map(({ steps }) => steps.map(({ name }) => name).join('.'))
}

/** The footer is at the end: standard input, and a file within gzip or zstd, is held whole. */
async function inputOf(source: ByteSource): Promise<ParquetInput> {
  if (source.path !== null && source.packing === null) return { path: source.path }
  const chunks: Uint8Array[] = []
  for await (const chunk of source.read()) chunks.push(chunk)
  return { bytes: Buffer.concat(chunks) }
}

function errorOf(name: string, error: unknown, limits: TypedLimits): Error {
  if (error instanceof ProblemFound) return problemError(name, error.problem, limits)
  const hasDied = error instanceof ThreadDied && !error.isOfFile
  return hasDied ? decoderDied(error.message) : damagedFile(name, 'Parquet', error)
}

function problemError(name: string, problem: Problem, limits: TypedLimits): Error {
  switch (problem.kind) {
    case 'damaged':
      return damagedFile(name, 'Parquet', new Error(problem.what))
    case 'encrypted':
      return encryptedParquet(name, problem.what)
    case 'column':
      return damagedColumn(name, problem.column, problem.what)
    case 'page':
      return pageTooLarge(`${name} column ${problem.column}`, problem.bytes, limits.page)
  }
}
