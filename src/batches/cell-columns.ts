/** Cells of text as Arrow columns of the types they were found to have, and plain columns of dictionaries. */

import {
  Bool,
  type Data,
  DataType,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  type Timestamp,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimeUnit,
  Utf8,
  util,
} from 'apache-arrow'
import { placeOf, textReader } from './arrow-text.ts'
import { textData } from './arrow-write.ts'
import { type CellType, DECIMAL_DIGITS } from './cell-types.ts'
import type { RawBatch, RawColumn } from './raw.ts'
import { Validity } from './validity.ts'

export interface TypedName {
  readonly name: string
  readonly type: CellType
}

const DAY_MS = 86_400_000

/** The schema of texts that are written with those types. */
export const cellSchema = (columns: readonly TypedName[]): Schema =>
  new Schema(columns.map(({ name, type }) => new Field(name, arrowType(type), true)))

/** The rows of a text file as a batch of that schema; an empty cell has no value. */
export function cellBatch(batch: RawBatch, types: readonly CellType[], schema: Schema): RecordBatch {
  const children = batch.columns.map((column, i) =>
    cellData(column, types[i]!, schema.fields[i]!.type, batch.rows),
  )
  const type = new Struct(schema.fields)
  return new RecordBatch(schema, makeData({ type, length: batch.rows, nullCount: 0, children }))
}

function arrowType(type: CellType): DataType {
  switch (type.kind) {
    case 'text':
      return new Utf8()
    case 'integer':
      return new Int64()
    case 'decimal':
      return new Decimal(type.scale, DECIMAL_DIGITS, 128)
    case 'number':
      return new Float64()
    case 'boolean':
      return new Bool()
    case 'date':
      return new DateDay()
    case 'time':
      return timeType(type.digits, type.isZoned ? 'UTC' : null)
  }
}

function timeType(digits: number, zone: string | null): Timestamp {
  if (digits === 3) return new TimestampMillisecond(zone)
  return digits === 6 ? new TimestampMicrosecond(zone) : new TimestampNanosecond(zone)
}

function cellData({ text }: RawColumn, cell: CellType, type: DataType, length: number): Data {
  const validity = new Validity(length)
  const fill = <A>(data: A, write: (data: A, row: number, text: string) => void) => {
    for (let row = 0; row < length; row++) {
      const value = text(row)
      if (value === null) validity.miss(row)
      else write(data, row, value)
    }
    return makeData({ type, length, data, ...validity.props() } as never)
  }
  switch (cell.kind) {
    case 'text':
      return textData(text, length)
    case 'integer':
      return fill(new BigInt64Array(length), (data, row, value) => {
        data[row] = BigInt(value)
      })
    case 'decimal':
      return fill(new BigInt64Array(length * 2), (data, row, value) => {
        const units = BigInt(value.replace('.', ''))
        data[row * 2] = BigInt.asIntN(64, units)
        data[row * 2 + 1] = units >> 64n
      })
    case 'number':
      return fill(new Float64Array(length), (data, row, value) => {
        data[row] = Number(value)
      })
    case 'boolean':
      return fill(new Uint8Array(Math.ceil(length / 8)), (data, row, value) => {
        if (value === 'true') data[row >> 3]! |= 1 << (row & 7)
      })
    case 'date':
      return fill(new Int32Array(length), (data, row, value) => {
        data[row] = Date.parse(value) / DAY_MS
      })
    case 'time':
      return fill(new BigInt64Array(length), (data, row, value) => {
        data[row] = momentOf(value, cell.digits)
      })
  }
}

/** 2024-01-01T00:00:00.25 in units of 10^-digits seconds. */
function momentOf(text: string, digits: number): bigint {
  const [clock, fraction = ''] = text.replace('Z', '').split('.')
  const seconds = BigInt(Date.parse(`${clock}Z`) / 1000)
  return seconds * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0') || 0)
}

/**
 * The schema that every format can carry: texts in dictionaries as plain texts, as these may change from batch to
 * batch, and times in whole seconds, which Parquet does not have, as milliseconds.
 */
export const plainSchema = ({ fields, metadata }: Schema): Schema =>
  new Schema(
    fields.map(({ name, type, metadata }) => new Field(name, plainType(type), true, metadata)),
    metadata,
  )

/** The schema with columns of text behind its own. */
export const withTextFields = ({ fields, metadata }: Schema, names: readonly string[]): Schema =>
  new Schema([...fields, ...names.map(name => new Field(name, new Utf8(), true))], metadata)

function plainType(type: DataType): DataType {
  if (isTextDictionary(type) || DataType.isUtf8View(type)) return new Utf8()
  return isSeconds(type) ? new TimestampMillisecond(type.timezone) : type
}

/** Whether columns of both have the same names and types, in the same order. */
export const sameShape = (one: Schema, other: Schema): boolean => util.compareSchemas(one, other)

/** How a field is shown to people: amount Decimal[18e+2]. */
export const fieldTexts = ({ fields }: Schema): string[] => fields.map(({ name, type }) => `${name} ${type}`)

/** A batch of a typed file with that plain schema; `added` are texts in its last columns. */
export function plainBatch(
  batch: RecordBatch,
  schema: Schema,
  added: readonly RawColumn[] = [],
): RecordBatch {
  const length = batch.numRows
  const own = batch.data.children.map((data, i) => plainData(schema.fields[i]!, data))
  const children = [...own, ...added.map(({ text }) => textData(text, length))]
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }),
  )
}

function plainData({ name, type }: Field, data: Data): Data {
  if (isTextDictionary(data.type) || DataType.isUtf8View(data.type))
    return textData(textReader(placeOf(name), data), data.length)
  if (!isSeconds(data.type)) return data
  const ms = (data.values as BigInt64Array).map(seconds => seconds * 1000n)
  const { length, nullCount, nullBitmap, offset } = data
  return makeData({ type: type as Timestamp, length, offset, nullCount, nullBitmap, data: ms })
}

const isTextDictionary = (type: DataType) => DataType.isDictionary(type) && DataType.isUtf8(type.dictionary)

const isSeconds = (type: DataType): type is Timestamp =>
  DataType.isTimestamp(type) && type.unit === TimeUnit.SECOND
