/** Raw batches of columns that come as buffers, which need be written down neither as a stream nor read from one. */

import { BufferType, Data, DataType, DateUnit } from 'apache-arrow'
import { type ArrowColumn, rawColumnOf } from './arrow-read.ts'
import type { BatchBuffers, ColumnBuffers, ColumnLayout } from './column-buffers.ts'
import { type IdForm, textsOf } from './id-form.ts'
import type { RawBatch, RawColumn } from './raw.ts'
import { FRESH, type Room } from './scratch.ts'

/** How each of the columns is laid out; null where one of them is more than values or texts in a row. */
export function layoutsOf(
  columns: readonly ArrowColumn[],
  formOf: (column: string) => IdForm | null,
): ColumnLayout[] | null {
  const layouts = columns.map(({ name, type, steps }) =>
    steps.length > 1 ? null : layoutOf(type, formOf(name)),
  )
  return layouts.some(layout => layout === null) ? null : (layouts as ColumnLayout[])
}

function layoutOf(type: DataType, form: IdForm | null): ColumnLayout | null {
  if (DataType.isUtf8(type)) return { as: 'texts', form }
  if (DataType.isInt(type) || DataType.isDecimal(type)) return { as: 'values', bytes: type.bitWidth / 8 }
  if (DataType.isFloat(type)) return { as: 'values', bytes: 2 << type.precision }
  if (DataType.isDate(type)) return { as: 'values', bytes: type.unit === DateUnit.DAY ? 4 : 8 }
  return DataType.isTimestamp(type) ? { as: 'values', bytes: 8 } : null
}

/** `firstRow`: the number of its first row in its file, whose name is `file`. `rooms`: for numbers of each column. */
export function rawBatchOfBuffers(
  { rows, columns: buffers }: BatchBuffers,
  columns: readonly ArrowColumn[],
  layouts: readonly ColumnLayout[],
  file: string,
  firstRow: number,
  rooms: readonly Room[] | null,
): RawBatch {
  return {
    rows,
    columns: columns.map((column, i) =>
      columnOf(column, layouts[i]!, buffers[i]!, rows, file, rooms?.[i] ?? FRESH),
    ),
    rowNumber: row => firstRow + row,
  }
}

function columnOf(
  column: ArrowColumn,
  layout: ColumnLayout,
  { numbers, buffers }: ColumnBuffers,
  rows: number,
  file: string,
  room: Room,
): RawColumn {
  const form = layout.as === 'texts' ? layout.form : null
  if (buffers === null) return numberedColumn(column, form!, numbers!)
  const { values, offsets, valid, offset } = buffers
  const { type } = column
  const { ArrayType } = type
  const data = new Data(type, offset, rows, valid ? -1 : 0, {
    [BufferType.DATA]: new ArrayType(values.buffer, 0, values.byteLength / ArrayType.BYTES_PER_ELEMENT),
    ...(offsets ? { [BufferType.OFFSET]: offsets } : {}),
    ...(valid ? { [BufferType.VALIDITY]: valid } : {}),
  })
  const raw = rawColumnOf(column, file, data, [], room)
  if (numbers === null) return raw
  return {
    ...raw,
    get cells() {
      return { ...raw.cells!, numbers }
    },
  }
}

const NO_BYTES = new Uint8Array(0)

/** Ids of one form, each of which can be written again. */
function numberedColumn({ name, kind }: ArrowColumn, form: IdForm, numbers: Int32Array): RawColumn {
  const write = textsOf(form)
  return {
    name,
    kind,
    text: row => (numbers[row] === -1 ? null : write(numbers[row]!)),
    get cells() {
      const places = new Int32Array(numbers.length)
      return { bytes: NO_BYTES, starts: places, ends: places, numbers }
    },
  }
}
