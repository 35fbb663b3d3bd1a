/** Arrow columns as exact text: every digit that is stored, nothing rounded, nothing made up. */

import { type Data, DataType, Precision, util, type Vector } from 'apache-arrow'
import { notExportable, notText } from '../errors/index.ts'
import { type CellReader, hasValue } from './arrow-cells.ts'
import { isNested, jsonReader } from './arrow-nested.ts'
import { dateReader, timeReader, timestampReader } from './arrow-times.ts'

/**
 * Whole numbers and decimals digit by digit, floats in the shortest text that reads back the same, times in
 * ISO 8601 with Z where (and only where) the type has a zone, days as YYYY-MM-DD, booleans true and false, lists,
 * maps and structs as JSON. A type that a line of text cannot carry is a UserError (exit 3) that names the place.
 */
export function textReader(place: string, data: Data): CellReader {
  const { type } = data
  if (DataType.isNull(type)) return () => null
  const value = valueReader(place, data)
  return data.nullCount === 0 ? value : row => (hasValue(data, row) ? value(row) : null)
}

/** How a column is named in messages where its file is not known. */
export const placeOf = (column: string) => `column "${column}"`

function valueReader(place: string, data: Data): CellReader {
  const { type } = data
  if (DataType.isInt(type)) return row => String(data.values[row])
  if (DataType.isFloat(type)) return floatReader(data, type.precision)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return utf8Reader(data)
  if (DataType.isBool(type))
    return row => String(((data.values[(data.offset + row) >> 3]! >> ((data.offset + row) & 7)) & 1) === 1)
  if (DataType.isDecimal(type)) return decimalReader(data, type.bitWidth / 32, type.scale)
  if (DataType.isDictionary(type)) return dictionaryReader(place, data)
  if (DataType.isDate(type)) return dateReader(data, type.unit)
  if (DataType.isTimestamp(type)) return timestampReader(data, type.unit, Boolean(type.timezone))
  if (DataType.isTime(type)) return timeReader(data, type.unit)
  if (isNested(type)) return jsonReader(place, data, textReader)
  return bytesReader(place, data)
}

function floatReader({ values }: Data, precision: Precision): CellReader {
  if (precision === Precision.HALF) return row => floatText(util.uint16ToFloat64(values[row]))
  if (precision === Precision.SINGLE) return row => singleText(values[row])
  return row => floatText(values[row])
}

const floatText = (value: number) => (Object.is(value, -0) ? '-0' : String(value))

/** The shortest decimal that is nearest to this 32 bit float; 6 to 9 digits always suffice (IEEE 754). */
function singleText(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return floatText(short)
  }
  return floatText(Number.isFinite(value) ? Number(value.toPrecision(9)) : value)
}

function utf8Reader({ values, valueOffsets, length }: Data): CellReader {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const start = Number(valueOffsets[0])
  const bytes = values.subarray(start, Number(valueOffsets[length]))
  const whole = decoder.decode(bytes)
  // Where every character is one byte, byte offsets cut the text: far cheaper than decoding each cell.
  if (whole.length === bytes.length) {
    return row => whole.slice(Number(valueOffsets[row]) - start, Number(valueOffsets[row + 1]) - start)
  }
  return row => decoder.decode(values.subarray(Number(valueOffsets[row]), Number(valueOffsets[row + 1])))
}

function decimalReader({ values }: Data, words: number, scale: number): CellReader {
  return row => {
    let units = 0n
    for (let word = words - 1; word >= 0; word--) units = (units << 32n) | BigInt(values[row * words + word])
    return decimalText(BigInt.asIntN(words * 32, units), scale)
  }
}

/** Texts of older writers say only that they are bytes: what is no UTF-8 is an error that names the place. */
function bytesReader(place: string, data: Data): CellReader {
  const bytesAt = bytesAtOf(data)
  if (!bytesAt) throw notExportable(place, String(data.type))
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return row => {
    try {
      return decoder.decode(bytesAt(row))
    } catch {
      throw notText(place)
    }
  }
}

/** Row → its bytes; null for types that hold none. */
export function bytesAtOf(data: Data): ((row: number) => Uint8Array) | null {
  const { type, values, valueOffsets } = data
  if (DataType.isFixedSizeBinary(type)) {
    const { byteWidth } = type
    return row => values.subarray(row * byteWidth, (row + 1) * byteWidth)
  }
  if (DataType.isUtf8View(type) || DataType.isBinaryView(type)) return viewReader(data)
  const hasOffsets =
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type) ||
    DataType.isUtf8(type) ||
    DataType.isLargeUtf8(type)
  return hasOffsets ? row => values.subarray(Number(valueOffsets[row]), Number(valueOffsets[row + 1])) : null
}

/** Views hold up to twelve bytes themselves; of longer texts they say where these stand. */
export const VIEW_BYTES = 16
const INLINE_BYTES = 12

function viewReader({ values, variadicBuffers }: Data): (row: number) => Uint8Array {
  const views = new DataView(values.buffer, values.byteOffset, values.byteLength)
  return row => {
    const at = row * VIEW_BYTES
    const length = views.getInt32(at, true)
    if (length <= INLINE_BYTES) return values.subarray(at + 4, at + 4 + length)
    const start = views.getInt32(at + 12, true)
    return variadicBuffers[views.getInt32(at + 8, true)]!.subarray(start, start + length)
  }
}

/** 1234567n at scale 2 is 12345.67; a negative scale adds zeros. */
function decimalText(units: bigint, scale: number): string {
  if (scale <= 0) return String(units * 10n ** BigInt(-scale))
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Dictionaries decoded once, however many batches share them. */
const decoded = new WeakMap<Vector, (string | null)[]>()

function dictionaryReader(place: string, { values, dictionary }: Data): CellReader {
  if (!dictionary) return () => null
  const texts = decoded.get(dictionary) ?? dictionary.data.flatMap(chunk => textsOf(place, chunk))
  decoded.set(dictionary, texts)
  return row => texts[Number(values[row])] ?? null
}

function textsOf(place: string, data: Data): (string | null)[] {
  const read = textReader(place, data)
  return Array.from({ length: data.length }, (_, row) => read(row))
}
