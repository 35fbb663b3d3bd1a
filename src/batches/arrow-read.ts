/** Arrow record batches as raw batches: each type's cells as exact text, dates and times as milliseconds. */

import type { FileHandle } from 'node:fs/promises'
import {
  type Data,
  DataType,
  type Field,
  type RecordBatch,
  RecordBatchReader,
  type Schema,
} from 'apache-arrow'
import { byteCellsOf } from './arrow-byte-cells.ts'
import { type CellReader, hasValue } from './arrow-cells.ts'
import { checkSchema } from './arrow-check.ts'
import { registerCodecs } from './arrow-codecs.ts'
import { guardArrow } from './arrow-guard.ts'
import { momentsReader } from './arrow-moments.ts'
import { isNested } from './arrow-nested.ts'
import { textReader } from './arrow-text.ts'
import { unitsReader } from './arrow-units.ts'
import type { ByteCells, RawBatch, RawColumn, RawKind } from './raw.ts'
import { FRESH, type Room } from './scratch.ts'

export interface ArrowStream {
  readonly schema: Schema
  /** Known of files alone, which have a footer. */
  readonly batchCount: number | null
  readonly batches: AsyncIterable<RecordBatch>
}

/** What Arrow IPC may be read from: bytes as they come, or a file at any place of it. */
export type ArrowBytes = AsyncIterable<Uint8Array> | Uint8Array | FileHandle

/**
 * Opens an Arrow IPC stream or file; rejects where the bytes are neither. A packed buffer that would unpack to more
 * than `maxBuffer` bytes is an error.
 */
export async function openArrow(
  bytes: ArrowBytes,
  maxBuffer = Number.MAX_SAFE_INTEGER,
): Promise<ArrowStream> {
  guardArrow()
  registerCodecs(maxBuffer)
  const reader: RecordBatchReader = await RecordBatchReader.from(bytes as AsyncIterable<Uint8Array>)
  await reader.open({ autoDestroy: false })
  if (!reader.schema) throw new Error('no schema is found')
  checkSchema(reader.schema)
  const batchCount = reader.isFile() ? reader.numRecordBatches : null
  return { schema: reader.schema, batchCount, batches: batchesOf(reader, batchCount ?? 0) }
}

/** The reader ends without a word at a batch that is not where the footer says. */
async function* batchesOf(reader: RecordBatchReader, expected: number): AsyncGenerator<RecordBatch> {
  let found = 0
  for await (const batch of reader as AsyncIterable<RecordBatch>) {
    found++
    yield batch
  }
  if (found < expected) throw new Error(`its footer counts ${expected} batches, ${found} are there`)
}

/** A column as ingest sees it: the members of a struct are columns of their own, `user.id`. */
export interface ArrowColumn {
  readonly name: string
  readonly kind: RawKind
  readonly type: DataType
  /** The fields that lead to it, from the outermost on. */
  readonly steps: readonly Step[]
  /** Levels of lists, maps and structs around and within it. */
  readonly depth: number
}

/** A field by its name; `nth` tells those apart that bear the same. */
interface Step {
  readonly name: string
  readonly nth: number
}

/** The columns of a schema, in its order; names may repeat. */
export const arrowColumnsOf = ({ fields }: Schema): ArrowColumn[] => columnsWithin(fields, [])

function columnsWithin(fields: readonly Field[], outer: readonly Step[]): ArrowColumn[] {
  const counts = new Map<string, number>()
  return fields.flatMap(({ name, type }) => {
    const nth = counts.get(name) ?? 0
    counts.set(name, nth + 1)
    const steps = [...outer, { name, nth }]
    if (DataType.isStruct(type)) return columnsWithin(type.children, steps)
    const depth = outer.length + depthOf(type)
    return [{ name: steps.map(step => step.name).join('.'), kind: kindOf(type), type, steps, depth }]
  })
}

const depthOf = (type: DataType): number =>
  isNested(type) ? 1 + Math.max(0, ...type.children.map((field: Field) => depthOf(field.type))) : 0

/**
 * Those columns of a record batch. `firstRow`: the number of its first row in its file, whose name is `file`.
 */
export function rawBatchOf(
  record: RecordBatch,
  columns: readonly ArrowColumn[],
  file: string,
  firstRow: number,
): RawBatch {
  return {
    rows: record.numRows,
    columns: columns.map(column => rawColumn(column, file, record.data)),
    rowNumber: row => firstRow + row,
    arrow: record,
  }
}

/** Walks to the column; where a struct on the way has no value, neither has what is in it. */
function rawColumn(column: ArrowColumn, file: string, record: Data): RawColumn {
  const structs: Data[] = []
  let data = record
  for (const step of column.steps) {
    if (data !== record && data.nullCount > 0) structs.push(data)
    data = memberOf(data, step)
  }
  return rawColumnOf(column, file, data, structs)
}

/** The column of those values; `structs`: those around it that are missing in some rows. `room`: for numbers of it. */
export function rawColumnOf(
  { name, kind }: Pick<ArrowColumn, 'name' | 'kind'>,
  file: string,
  data: Data,
  structs: readonly Data[],
  room: Room = FRESH,
): RawColumn {
  const place = `${file} column ${name}`
  const moments = momentsReader(data, room)
  const zoned = DataType.isTimestamp(data.type) && !!data.type.timezone
  // Made when first asked for: a column that nothing reads may hold what text cannot carry.
  let read: CellReader | undefined
  const text = (row: number) => {
    read ??= textReader(place, data)
    return read(row)
  }
  if (structs.length === 0) {
    const times = moments ? { ms: (row: number) => moments()[row]!, moments, zoned } : {}
    return plainColumn({ name, kind, text, ...times }, data, room)
  }
  const isThere = (row: number) => structs.every(struct => hasValue(struct, row))
  return {
    name,
    kind,
    text: row => (isThere(row) ? text(row) : null),
    ...(moments ? { ms: (row: number) => (isThere(row) ? moments()[row]! : Number.NaN), zoned } : {}),
  }
}

/** With its cells as bytes or numbers as well, made when they are first asked for. */
function plainColumn(column: RawColumn, data: Data, room: Room): RawColumn {
  const makeCells = byteCellsOf(data, room)
  const units = unitsReader(data, room)
  if (!makeCells) return { ...column, ...(units ? { units } : {}) }
  let made: ByteCells | undefined
  return {
    ...column,
    ...(units ? { units } : {}),
    get cells() {
      made ??= makeCells()
      return made
    },
  }
}

function memberOf({ type, children }: Data, { name, nth }: Step): Data {
  let seen = 0
  const place = type.children.findIndex((field: Field) => field.name === name && seen++ === nth)
  const member = children[place]
  if (!member) throw new Error(`the column ${name} was not read`)
  return member
}

function kindOf(type: DataType): RawKind {
  if (DataType.isDictionary(type)) return kindOf(type.dictionary)
  if (DataType.isInt(type)) return 'integer'
  if (DataType.isDecimal(type)) return 'decimal'
  if (DataType.isFloat(type)) return 'float'
  if (DataType.isBool(type)) return 'boolean'
  if (DataType.isDate(type)) return 'date'
  if (DataType.isTimestamp(type)) return 'timestamp'
  return isNested(type) ? 'nested' : 'text'
}
