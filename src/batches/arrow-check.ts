/**
 * Whether the buffers of a record batch hold what it says: a damaged file may promise more rows than it has, or send
 * a reader to places that do not exist. Texts must be UTF-8, or letters would be replaced without a word.
 */

import { isUtf8 } from 'node:buffer'
import {
  type Data,
  DataType,
  DateUnit,
  type Field,
  Precision,
  type RecordBatch,
  type Schema,
  TimeUnit,
} from 'apache-arrow'
import { hasValue } from './arrow-cells.ts'
import { isNested } from './arrow-nested.ts'
import { bytesAtOf, VIEW_BYTES } from './arrow-text.ts'

/** Throws an Error that names the column, among those that are read, where a batch cannot be what it says. */
export function checkBatch({ schema, data, numRows }: RecordBatch, isRead: (name: string) => boolean): void {
  for (const [i, { name }] of schema.fields.entries()) {
    if (!isRead(name)) continue
    const child = data.children[i]
    if (!child || child.length !== numRows) throw wrong(name, `${child?.length ?? 0} rows of ${numRows}`)
    checkData(name, child)
  }
}

/** Throws an Error that names the column whose type is none that Arrow has: a damaged schema. */
export function checkSchema({ fields }: Schema): void {
  for (const { name, type } of fields) checkType(name, type)
}

/** Decimals of Arrow have at most 76 digits; a scale of millions would be millions of zeros. */
const MOST_DIGITS = 100

function checkType(name: string, type: DataType): void {
  if (DataType.isDictionary(type)) {
    checkType(name, type.dictionary)
    checkType(name, type.indices)
  }
  // The library's types do not know that a name may be missing.
  if (typeof name !== 'string') throw wrong('?', 'it has no name')
  if (!isType(type)) throw wrong(name, 'a type that does not exist')
  for (const field of (type.children ?? []) as Field[]) checkType(`${name}.${field.name}`, field.type)
}

function isType(type: DataType): boolean {
  if (DataType.isInt(type)) return [8, 16, 32, 64].includes(type.bitWidth)
  if (DataType.isFloat(type)) return Precision[type.precision] !== undefined
  if (DataType.isTimestamp(type) || DataType.isDuration(type)) return TimeUnit[type.unit] !== undefined
  if (DataType.isTime(type)) return TimeUnit[type.unit] !== undefined && [32, 64].includes(type.bitWidth)
  if (DataType.isDate(type)) return DateUnit[type.unit] !== undefined
  if (DataType.isFixedSizeBinary(type)) return type.byteWidth >= 0
  if (DataType.isFixedSizeList(type)) return type.listSize >= 0
  if (!DataType.isDecimal(type)) return true
  return [32, 64, 128, 256].includes(type.bitWidth) && Math.abs(type.scale) <= MOST_DIGITS
}

const wrong = (column: string, what: string) => new Error(`column ${column}: ${what}`)

function checkData(name: string, data: Data): void {
  const { type, nullBitmap, length, offset } = data
  if (length < 0) throw wrong(name, `${length} rows`)
  if (DataType.isNull(type)) return
  if (data.nullCount > 0) atLeast(name, nullBitmap?.length, Math.ceil((offset + length) / 8))
  if (DataType.isDictionary(type)) checkDictionary(name, data)
  else if (isNested(type)) checkNested(name, data)
  else if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) checkViews(name, data)
  else if (data.valueOffsets) checkOffsets(name, data, data.values.length)
  else if (DataType.isBool(type)) atLeast(name, data.values?.length, Math.ceil((offset + length) / 8))
  else atLeast(name, data.values?.length, length * data.stride)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) checkTexts(name, data)
}

function atLeast(name: string, found: number | undefined, needed: number): void {
  if ((found ?? 0) < needed) throw wrong(name, `${found ?? 0} values of ${needed}`)
}

/** Each offset at or after the one before it, none past the end. */
function checkOffsets(name: string, { valueOffsets, length }: Data, end: number): void {
  if (length === 0) return
  atLeast(name, valueOffsets?.length, length + 1)
  let before = 0
  for (let i = 0; i <= length; i++) {
    const at = Number(valueOffsets[i])
    if (at < before || at > end) throw wrong(name, 'its texts or lists overlap or end past the last')
    before = at
  }
}

/** The whole at once, which is fast; cell by cell only where that fails, as rows without a value may hold anything. */
function checkTexts(name: string, data: Data): void {
  const { values, valueOffsets, length } = data
  if (length === 0) return
  if (isUtf8(values.subarray(Number(valueOffsets[0]), Number(valueOffsets[length])))) {
    if (startsOnLetters(data)) return
  }
  checkEachText(name, data)
}

/** No text begins in the middle of a letter: each part of valid UTF-8 is then valid itself. */
function startsOnLetters({ values, valueOffsets, length }: Data): boolean {
  for (let i = 0; i < length; i++) {
    const at = Number(valueOffsets[i])
    if (at < values.length && (values[at]! & 0xc0) === 0x80) return false
  }
  return true
}

function checkEachText(name: string, data: Data): void {
  const bytesAt = bytesAtOf(data)!
  for (let row = 0; row < data.length; row++) {
    if (hasValue(data, row) && !isUtf8(bytesAt(row))) throw wrong(name, 'a text is no valid UTF-8')
  }
}

const INLINE_BYTES = 12

function checkViews(name: string, data: Data): void {
  const { values, variadicBuffers, length, type } = data
  atLeast(name, values?.length, length * VIEW_BYTES)
  const views = new DataView(values.buffer, values.byteOffset, values.byteLength)
  for (let row = 0; row < length; row++) {
    if (!hasValue(data, row)) continue
    const size = views.getInt32(row * VIEW_BYTES, true)
    const start = views.getInt32(row * VIEW_BYTES + 12, true)
    const buffer = variadicBuffers[views.getInt32(row * VIEW_BYTES + 8, true)]
    const isWithin = size <= INLINE_BYTES || (start >= 0 && start + size <= (buffer?.length ?? 0))
    if (size < 0 || !isWithin) throw wrong(name, 'a text ends past its buffer')
  }
  if (DataType.isUtf8View(type)) checkEachText(name, data)
}

/** Dictionaries that were looked at, however many batches share them. */
const checked = new WeakSet<object>()

function checkDictionary(name: string, data: Data): void {
  const { values, length, dictionary } = data
  atLeast(name, values?.length, length)
  const size = dictionary?.length ?? 0
  for (let row = 0; row < length; row++) {
    const code = Number(values[row])
    if ((code < 0 || code >= size) && hasValue(data, row))
      throw wrong(name, `no entry ${code} in its dictionary`)
  }
  if (!dictionary || checked.has(dictionary)) return
  for (const chunk of dictionary.data) checkData(name, chunk)
  checked.add(dictionary)
}

function checkNested(name: string, data: Data): void {
  const { type, children, length } = data
  for (const [i, field] of (type.children as Field[]).entries()) {
    const child = children[i]
    if (!child) throw wrong(name, `no values of ${field.name}`)
    if (DataType.isStruct(type)) atLeast(name, child.length, length)
    else if (DataType.isFixedSizeList(type)) atLeast(name, child.length, length * type.listSize)
    else if (data.valueOffsets && !DataType.isUnion(type)) checkOffsets(name, data, child.length)
    checkData(`${name}.${field.name}`, child)
  }
}
