/** Arrow record batches as raw batches: each type's cells as exact text, dates and times as milliseconds. */

import { type Data, DataType, type RecordBatch, RecordBatchReader, type Schema } from 'apache-arrow'
import { type CellReader, FRACTION_DIGITS, textReader } from './arrow-text.ts'
import type { RawBatch, RawColumn, RawKind } from './raw.ts'

export interface ArrowStream {
  readonly schema: Schema
  readonly batches: AsyncIterable<RecordBatch>
}

/** Opens an Arrow IPC stream or file; rejects where the bytes are neither. */
export async function openArrow(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<ArrowStream> {
  const reader = await RecordBatchReader.from(bytes as AsyncIterable<Uint8Array>)
  await reader.open({ autoDestroy: false })
  if (!reader.schema) throw new Error('no schema is found')
  return { schema: reader.schema, batches: reader as AsyncIterable<RecordBatch> }
}

/** The columns of a schema, as ingest lists them. */
export function rawColumnsOf(schema: Schema): { name: string; kind: RawKind }[] {
  return schema.fields.map(({ name, type }) => ({ name, kind: kindOf(type) }))
}

/** `firstRow`: the number of the batch's first row in its file. */
export function rawBatchOf(record: RecordBatch, firstRow: number): RawBatch {
  return {
    rows: record.numRows,
    columns: record.schema.fields.map(({ name }, i) => rawColumn(name, record.data.children[i]!)),
    rowNumber: row => firstRow + row,
    arrow: record,
  }
}

function kindOf(type: DataType): RawKind {
  if (DataType.isDictionary(type)) return kindOf(type.dictionary)
  if (DataType.isInt(type)) return 'integer'
  if (DataType.isDecimal(type)) return 'decimal'
  if (DataType.isFloat(type)) return 'float'
  if (DataType.isBool(type)) return 'boolean'
  if (DataType.isDate(type)) return 'date'
  if (DataType.isTimestamp(type)) return 'timestamp'
  const nested =
    DataType.isList(type) || DataType.isStruct(type) || DataType.isMap(type) || DataType.isUnion(type)
  return nested || DataType.isFixedSizeList(type) ? 'nested' : 'text'
}

function rawColumn(name: string, data: Data): RawColumn {
  const kind = kindOf(data.type)
  const ms = msReader(data)
  const zoned = DataType.isTimestamp(data.type) && !!data.type.timezone
  // Made when first asked for: a column that nothing reads may hold what text cannot carry.
  let read: CellReader | undefined
  const text = (row: number) => {
    read ??= textReader(name, data)
    return read(row)
  }
  return { name, kind, text, ...(ms ? { ms, zoned } : {}) }
}

/** `values` is shifted by slices while the null bitmap is not: hence the offset. */
function isNull(data: Data, row: number): boolean {
  const { nullBitmap, offset } = data
  if (!nullBitmap || nullBitmap.length === 0) return false
  const bit = offset + row
  return (nullBitmap[bit >> 3]! & (1 << (bit & 7))) === 0
}

/** Epoch milliseconds of a date or timestamp, rounded down; null for other types. */
function msReader(data: Data): ((row: number) => number) | null {
  const { type } = data
  if (DataType.isDate(type)) {
    // DateUnit.DAY is 0: days in 32 bits; otherwise milliseconds in 64.
    const values = data.values as Int32Array | BigInt64Array
    const scale = type.unit === 0 ? 86_400_000 : 1
    return row => (isNull(data, row) ? Number.NaN : Number(values[row]) * scale)
  }
  if (!DataType.isTimestamp(type)) return null
  const values = data.values as BigInt64Array
  const digits = FRACTION_DIGITS[type.unit]
  if (digits === 0) return row => (isNull(data, row) ? Number.NaN : Number(values[row]) * 1000)
  const perMs = 10 ** (digits - 3)
  return row => (isNull(data, row) ? Number.NaN : Math.floor(Number(values[row]) / perMs))
}
