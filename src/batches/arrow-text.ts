/** Arrow columns as exact text: every digit that is stored, nothing rounded, nothing made up. */

import { type Data, DataType, DateUnit, Precision, TimeUnit, util, type Vector } from 'apache-arrow'
import { notExportable } from '../errors/index.ts'

/** Row → the cell's text; null where it is empty. */
export type CellReader = (row: number) => string | null

const DAY_MS = 86_400_000

/** The last instant that a Date can hold, either way from 1970. */
const MOST_MS = 8.64e15

/**
 * Whole numbers and decimals digit by digit, floats in the shortest text that reads back the same, times in
 * ISO 8601 with Z where (and only where) the type has a zone, days as YYYY-MM-DD, booleans true and false.
 * A type that a line of text cannot carry is a UserError (exit 3) that names the column.
 */
export function textReader(name: string, data: Data): CellReader {
  const { type } = data
  if (DataType.isNull(type)) return () => null
  const value = valueReader(name, data)
  if (data.nullCount === 0) return value
  const { nullBitmap, offset } = data
  return row => ((nullBitmap[(offset + row) >> 3]! >> ((offset + row) & 7)) & 1 ? value(row) : null)
}

function valueReader(name: string, data: Data): CellReader {
  const { type } = data
  if (DataType.isInt(type)) return row => String(data.values[row])
  if (DataType.isFloat(type)) return floatReader(data, type.precision)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return utf8Reader(data)
  if (DataType.isBool(type))
    return row => String(((data.values[(data.offset + row) >> 3]! >> ((data.offset + row) & 7)) & 1) === 1)
  if (DataType.isDecimal(type)) return decimalReader(data, type.bitWidth / 32, type.scale)
  if (DataType.isDictionary(type)) return dictionaryReader(name, data)
  if (DataType.isDate(type)) return dateReader(name, data, type.unit)
  if (DataType.isTimestamp(type)) return timestampReader(name, data, type.unit, Boolean(type.timezone))
  if (DataType.isTime(type)) return timeReader(data, type.unit)
  throw notExportable(name, String(type))
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

/** 1234567n at scale 2 is 12345.67; a negative scale adds zeros. */
function decimalText(units: bigint, scale: number): string {
  if (scale <= 0) return String(units * 10n ** BigInt(-scale))
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Dictionaries decoded once, however many batches share them. */
const decoded = new WeakMap<Vector, (string | null)[]>()

function dictionaryReader(name: string, { values, dictionary }: Data): CellReader {
  if (!dictionary) return () => null
  const texts = decoded.get(dictionary) ?? dictionary.data.flatMap(chunk => textsOf(name, chunk))
  decoded.set(dictionary, texts)
  return row => texts[Number(values[row])] ?? null
}

function textsOf(name: string, data: Data): (string | null)[] {
  const read = textReader(name, data)
  return Array.from({ length: data.length }, (_, row) => read(row))
}

function dateReader(name: string, { values }: Data, unit: DateUnit): CellReader {
  const unitMs = unit === DateUnit.DAY ? DAY_MS : 1
  return row => isoText(name, Number(values[row]) * unitMs).slice(0, -'T00:00:00.000Z'.length)
}

function isoText(name: string, ms: number): string {
  if (Math.abs(ms) > MOST_MS) throw notExportable(name, 'a time beyond the year 275760')
  return new Date(ms).toISOString()
}

/** Digits of a second that a unit holds. */
export const FRACTION_DIGITS: Readonly<Record<TimeUnit, number>> = {
  [TimeUnit.SECOND]: 0,
  [TimeUnit.MILLISECOND]: 3,
  [TimeUnit.MICROSECOND]: 6,
  [TimeUnit.NANOSECOND]: 9,
}

function timestampReader(name: string, { values }: Data, unit: TimeUnit, isZoned: boolean): CellReader {
  const digits = FRACTION_DIGITS[unit]
  const perSecond = 10n ** BigInt(digits)
  return row => {
    const [seconds, fraction] = splitSeconds(BigInt(values[row]), perSecond)
    const clock = isoText(name, seconds * 1000).slice(0, -'.000Z'.length)
    return `${clock}${fractionText(fraction, digits)}${isZoned ? 'Z' : ''}`
  }
}

function timeReader({ values }: Data, unit: TimeUnit): CellReader {
  const digits = FRACTION_DIGITS[unit]
  const perSecond = 10n ** BigInt(digits)
  return row => {
    const [seconds, fraction] = splitSeconds(BigInt(values[row]), perSecond)
    return `${new Date(seconds * 1000).toISOString().slice(11, 19)}${fractionText(fraction, digits)}`
  }
}

/** Whole seconds, rounded down, and the rest of the unit: before 1970 the rest still counts forward. */
function splitSeconds(time: bigint, perSecond: bigint): [seconds: number, rest: bigint] {
  const rest = ((time % perSecond) + perSecond) % perSecond
  return [Number((time - rest) / perSecond), rest]
}

/** No digits where the fraction is zero, else 3, 6 or 9: the fewest that lose nothing. */
function fractionText(fraction: bigint, digits: number): string {
  if (fraction === 0n) return ''
  const text = String(fraction).padStart(digits, '0')
  return `.${text.replace(/(?:000)+$/, '')}`
}
