/** Columns of values turned into Arrow record batches, and record batches into IPC bytes. */

import {
  AsyncByteQueue,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  util,
} from 'apache-arrow'
import { Validity } from './validity.ts'
import { typesOfOneName } from '../errors/index.ts'

export type { RecordBatch, Schema } from 'apache-arrow'

/** A column whose cells are asked for one by one; `date` cells are written YYYY-MM-DD. */
export interface ValueColumn {
  readonly name: string
  readonly type: 'text' | 'integer' | 'number' | 'money' | 'share' | 'date' | 'boolean'
  readonly unit?: string | undefined
  at(row: number): string | number | boolean | null
}

export interface ValueTable {
  readonly rows: number
  readonly columns: readonly ValueColumn[]
}

const BATCH_ROWS = 65_536
const DAY_MS = 86_400_000

/** Money is Float64 as well: every format carries the same number, bit for bit. */
const TYPES: Readonly<Record<ValueColumn['type'], () => DataType>> = {
  text: () => new Utf8(),
  integer: () => new Int64(),
  number: () => new Float64(),
  money: () => new Float64(),
  share: () => new Float64(),
  date: () => new DateDay(),
  boolean: () => new Bool(),
}

/** Nullable fields that carry `type` and `unit` in their metadata. */
export function schemaOf({ columns }: ValueTable, metadata: ReadonlyMap<string, string>): Schema {
  const fields = columns.map(({ name, type, unit }) => {
    const about = new Map([['type', type], ...(unit === undefined ? [] : [['unit', unit] as const])])
    return new Field(name, TYPES[type](), true, about)
  })
  return new Schema(fields, new Map(metadata))
}

/** The rows of a table in batches of 65,536; only one is held at a time. */
export function* batchesOf({ rows, columns }: ValueTable, schema: Schema): Generator<RecordBatch> {
  for (let from = 0; from < rows; from += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rows - from)
    const children = columns.map(column => columnData(column, from, length))
    const type = new Struct(schema.fields)
    yield new RecordBatch(schema, makeData({ type, length, nullCount: 0, children }))
  }
}

/** A batch without rows, for writers that learn the schema from the first batch. */
export function emptyBatch(schema: Schema): RecordBatch {
  return new RecordBatch(schema, emptyData(new Struct(schema.fields)) as Data<Struct>)
}

/** No values; of what is nested, its members too, which the library leaves out. */
function emptyData(type: DataType): Data {
  const children = ((type.children ?? []) as Field[]).map(field => emptyData(field.type))
  return makeData({ type, length: 0, nullCount: 0, children, child: children[0] } as never)
}

/** One batch as an Arrow IPC stream. */
export function ipcStream(batch: RecordBatch): Uint8Array {
  const writer = new RecordBatchStreamWriter()
  writer.write(batch)
  writer.finish()
  return writer.toUint8Array(true)
}

/** The bytes of an Arrow IPC file, piece by piece as batches come; the footer last. */
export async function* ipcFile(
  batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>,
  schema: Schema,
): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces()
  const writer = new RecordBatchFileWriter()
  writer.reset(pieces, schema)
  for await (const batch of batches) {
    // The writer would end the file without a word where a batch has another schema.
    if (!util.compareSchemas(schema, batch.schema)) throw typesOfOneName()
    writer.write(batch)
    yield* pieces.take()
  }
  writer.close()
  yield* pieces.take()
}

/** Takes what the writer makes, so that it can be handed on before the next batch is made. */
class Pieces extends AsyncByteQueue {
  private taken: Uint8Array[] = []

  override write(piece: ArrayBufferView): void {
    this.taken.push(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength))
  }

  take(): Uint8Array[] {
    const pieces = this.taken
    this.taken = []
    return pieces
  }
}

function columnData(column: ValueColumn, from: number, length: number): Data {
  const validity = new Validity(length)
  const cellAt = (row: number) => {
    const cell = column.at(from + row)
    if (cell === null) validity.miss(row)
    return cell
  }
  switch (column.type) {
    case 'text':
      return textData(row => column.at(from + row), length)
    case 'integer': {
      const data = new BigInt64Array(length)
      for (let row = 0; row < length; row++) data[row] = BigInt(Number(cellAt(row) ?? 0))
      return makeData({ type: new Int64(), length, data, ...validity.props() })
    }
    case 'date': {
      const data = new Int32Array(length)
      for (let row = 0; row < length; row++) data[row] = dayOf(cellAt(row))
      return makeData({ type: new DateDay(), length, data, ...validity.props() })
    }
    case 'boolean': {
      const data = new Uint8Array(Math.ceil(length / 8))
      for (let row = 0; row < length; row++) if (cellAt(row) === true) data[row >> 3]! |= 1 << (row & 7)
      return makeData({ type: new Bool(), length, data, ...validity.props() })
    }
    default: {
      const data = new Float64Array(length)
      for (let row = 0; row < length; row++) data[row] = Number(cellAt(row) ?? 0)
      return makeData({ type: new Float64(), length, data, ...validity.props() })
    }
  }
}

/** Texts as a column; null where there is none. */
export function textData(cellAt: (row: number) => unknown, length: number): Data {
  const validity = new Validity(length)
  const encoder = new TextEncoder()
  const valueOffsets = new Int32Array(length + 1)
  let bytes = new Uint8Array(length * 16)
  let end = 0
  for (let row = 0; row < length; row++) {
    const value = cellAt(row)
    if (value === null) validity.miss(row)
    const text = value === null ? '' : String(value)
    // A UTF-16 unit takes at most three bytes of UTF-8.
    if (end + text.length * 3 > bytes.length) bytes = grown(bytes, end + text.length * 3)
    end += encoder.encodeInto(text, bytes.subarray(end)).written
    valueOffsets[row + 1] = end
  }
  return makeData({
    type: new Utf8(),
    length,
    valueOffsets,
    data: bytes.subarray(0, end),
    ...validity.props(),
  })
}

function grown(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2))
  larger.set(bytes)
  return larger
}

/** Days since 1970-01-01; 0 under a null. */
function dayOf(value: unknown): number {
  if (value === null) return 0
  const day = /^\d{4}-\d\d-\d\d$/.test(String(value)) ? Date.parse(String(value)) / DAY_MS : Number.NaN
  if (Number.isNaN(day)) throw new Error(`a date column holds ${value}`)
  return day
}
