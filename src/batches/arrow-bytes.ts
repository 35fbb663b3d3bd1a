/**
 * Arrow columns as cells of delimited text, byte by byte: the same cells as those of arrow-text.ts, in quotes where
 * they need them, without a string for each. What has no short cut here goes through that file.
 */

import { type Data, DataType, type Decimal, type Timestamp } from 'apache-arrow'
import { hasValue } from './arrow-cells.ts'
import { placeOf, textReader } from './arrow-text.ts'
import { FRACTION_DIGITS } from './arrow-times.ts'
import type { ByteBuffer } from './byte-buffer.ts'
import { disarmedText } from './formulas.ts'

/** Writes the cell of a row; nothing where it has no value. */
export type CellWriter = (row: number, into: ByteBuffer) => void

const QUOTE = 34
const MINUS = 45
const POINT = 46
const COLON = 58
const TWO_32 = 0x1_0000_0000

/** Bytes because of which a cell must stand in quotes: 1 at the place of each. */
export type SpecialBytes = Uint8Array

/** The quote, the line ends and the delimiter, each one byte. */
export function specialBytes(delimiter: string): SpecialBytes {
  const special = new Uint8Array(256)
  for (const letter of `"\r\n${delimiter}`) special[letter.charCodeAt(0)] = 1
  return special
}

/** A text as a cell: "" where it has no letters, which is another thing than no value. */
function quotedBytes(text: string, special: SpecialBytes): Uint8Array {
  const encoder = new TextEncoder()
  const bytes = encoder.encode(text)
  const needsQuotes = bytes.length === 0 || bytes.some(byte => special[byte] === 1)
  return needsQuotes ? encoder.encode(`"${text.replaceAll('"', '""')}"`) : bytes
}

/** Makes the writers of one export; `isSafe`: texts that a spreadsheet would run are disarmed. */
export class CellWriters {
  readonly #special: SpecialBytes
  readonly #isSafe: boolean
  /** Cells of dictionaries, made once however many batches share them. */
  readonly #dictionaries = new WeakMap<object, readonly (Uint8Array | null)[]>()

  constructor(special: SpecialBytes, isSafe = false) {
    this.#special = special
    this.#isSafe = isSafe
  }

  /** A text as a cell. */
  cell(text: string): Uint8Array {
    return quotedBytes(this.#isSafe ? disarmedText(text) : text, this.#special)
  }

  /** A UserError (exit 3) that names the column where its type is none that text can carry. */
  of(name: string, data: Data): CellWriter {
    const write = this.#valueWriter(name, data)
    if (data.nullCount === 0) return write
    return (row, into) => {
      if (hasValue(data, row)) write(row, into)
    }
  }

  #valueWriter(name: string, data: Data): CellWriter {
    const { type, values } = data
    if (DataType.isUtf8(type) && !this.#isSafe) return utf8Writer(data, this.#special)
    if (DataType.isDictionary(type)) return this.#dictionaryWriter(name, data)
    if (DataType.isInt(type) && type.bitWidth < 64) return (row, into) => into.integer(values[row])
    if (DataType.isInt(type) && type.isSigned) return wholeWriter(name, data)
    if (DataType.isDecimal(type)) return decimalWriter(name, data, type)
    if (DataType.isTimestamp(type)) return timestampWriter(name, data, type)
    return this.#textWriter(name, data)
  }

  #dictionaryWriter(name: string, { values, dictionary }: Data): CellWriter {
    if (!dictionary) return () => {}
    const cells =
      this.#dictionaries.get(dictionary) ?? dictionary.data.flatMap(chunk => this.#cellsOf(name, chunk))
    this.#dictionaries.set(dictionary, cells)
    return (row, into) => {
      const cell = cells[Number(values[row])]
      if (cell) into.copy(cell, 0, cell.length)
    }
  }

  #cellsOf(name: string, data: Data): (Uint8Array | null)[] {
    const read = textReader(placeOf(name), data)
    return Array.from({ length: data.length }, (_, row) => {
      const text = read(row)
      return text === null ? null : this.cell(text)
    })
  }

  #textWriter(name: string, data: Data): CellWriter {
    const read = textReader(placeOf(name), data)
    return (row, into) => {
      const text = read(row)
      if (text === null) return
      const cell = this.cell(text)
      into.copy(cell, 0, cell.length)
    }
  }
}

function utf8Writer({ values, valueOffsets }: Data, special: SpecialBytes): CellWriter {
  return (row, into) => {
    const start = valueOffsets[row]!
    const stop = valueOffsets[row + 1]!
    let needsQuotes = start === stop
    for (let i = start; i < stop && !needsQuotes; i++) needsQuotes = special[values[i]!] === 1
    if (needsQuotes) copyQuoted(values, start, stop, into)
    else into.copy(values, start, stop)
  }
}

function copyQuoted(from: Uint8Array, start: number, stop: number, into: ByteBuffer): void {
  into.byte(QUOTE)
  for (let i = start; i < stop; i++) {
    if (from[i] === QUOTE) into.byte(QUOTE)
    into.byte(from[i]!)
  }
  into.byte(QUOTE)
}

/** 64 bit numbers as their words: a BigInt for each would cost more than all the rest. */
function wordsOf({ values }: Data): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4)
}

/** The number of two words; exact where the upper one leaves it within 2^53. */
const numberOf = (low: number, high: number) => high * TWO_32 + (low >>> 0)

const isExact = (high: number) => high < 0x20_0000 && high >= -0x20_0000

function wholeWriter(name: string, data: Data): CellWriter {
  const words = wordsOf(data)
  const read = textReader(placeOf(name), data)
  return (row, into) => {
    const high = words[row * 2 + 1]!
    if (isExact(high)) into.integer(numberOf(words[row * 2]!, high))
    else into.text(read(row)!)
  }
}

function decimalWriter(name: string, data: Data, { scale, bitWidth }: Decimal): CellWriter {
  const read = textReader(placeOf(name), data)
  const plain: CellWriter = (row, into) => into.text(read(row)!)
  if (bitWidth !== 128 || scale < 1 || scale > 15) return plain
  const words = wordsOf(data)
  const perUnit = 10 ** scale
  return (row, into) => {
    const high = words[row * 4 + 1]!
    const sign = high >> 31
    if (!isExact(high) || words[row * 4 + 2] !== sign || words[row * 4 + 3] !== sign) return plain(row, into)
    const units = numberOf(words[row * 4]!, high)
    const whole = Math.trunc(units / perUnit)
    // -0.05 has a sign and a whole part of 0.
    if (units < 0 && whole === 0) into.byte(MINUS)
    into.integer(whole)
    into.byte(POINT)
    into.integer(Math.abs(units - whole * perUnit), scale)
  }
}

const DAY_SECONDS = 86_400

/** 0001-01-01 and 9999-12-31: years of four digits. */
const FIRST_DAY = -719_162
const LAST_DAY = 2_932_896

/** Whole seconds; fractions, and years of other than four digits, go the long way. */
function timestampWriter(name: string, data: Data, type: Timestamp): CellWriter {
  const read = textReader(placeOf(name), data)
  const words = wordsOf(data)
  const perSecond = 10 ** FRACTION_DIGITS[type.unit]
  const zone = type.timezone ? 'Z' : ''
  let latestDay = Number.NaN
  let latestDate = ''
  return (row, into) => {
    const high = words[row * 2 + 1]!
    const seconds = numberOf(words[row * 2]!, high) / perSecond
    const day = Math.floor(seconds / DAY_SECONDS)
    if (!isExact(high) || !Number.isInteger(seconds) || day < FIRST_DAY || day > LAST_DAY) {
      return into.text(read(row)!)
    }
    if (day !== latestDay) {
      latestDay = day
      latestDate = new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 11)
    }
    into.text(latestDate)
    writeClock(seconds - day * DAY_SECONDS, into)
    if (zone !== '') into.text(zone)
  }
}

function writeClock(second: number, into: ByteBuffer): void {
  into.integer(Math.floor(second / 3600), 2)
  into.byte(COLON)
  into.integer(Math.floor(second / 60) % 60, 2)
  into.byte(COLON)
  into.integer(second % 60, 2)
}
