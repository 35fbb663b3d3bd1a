/** Columns of texts and of whole numbers as bytes: who reads all of their cells, as codes, need make no strings. */

import { type Data, DataType, Precision } from 'apache-arrow'
import { hasValue } from './arrow-cells.ts'
import { wholeNumbers } from './arrow-whole.ts'
import type { ByteCells } from './raw.ts'
import type { Room } from './scratch.ts'

/** Makes them; null for types whose text is more than the bytes that are stored, or than digits. */
export function byteCellsOf(data: Data, room: Room): (() => ByteCells) | null {
  const { type } = data
  if (DataType.isUtf8(type)) return () => textCells(data)
  if (DataType.isDictionary(type) && DataType.isUtf8(type.dictionary)) return () => dictionaryCells(data)
  if (DataType.isInt(type)) return () => digitCells(data, wholeNumbers(data, room))
  // Ids that were once read as floats; one that is no whole number has no bytes here, and its text is asked for.
  const isDouble = DataType.isFloat(type) && type.precision === Precision.DOUBLE
  return isDouble ? () => digitCells(data, data.values as Float64Array) : null
}

/** The offsets of Arrow are the places of its cells; where a cell is missing, they may still span bytes. */
function textCells(data: Data): ByteCells {
  const { values, valueOffsets, length } = data
  const starts = (valueOffsets as Int32Array).subarray(0, length)
  const ends = (valueOffsets as Int32Array).subarray(1, length + 1)
  if (data.nullCount === 0) return { bytes: values, starts, ends }
  return { bytes: values, starts, ends: ends.map((end, row) => (hasValue(data, row) ? end : starts[row]!)) }
}

/** Cells that stand in the dictionary, wherever it has one piece. */
function dictionaryCells(data: Data): ByteCells {
  const { values: codes, dictionary, length } = data
  const starts = new Int32Array(length)
  const ends = new Int32Array(length)
  const [texts] = dictionary?.data.length === 1 ? dictionary.data : []
  if (!texts) return { bytes: new Uint8Array(0), starts, ends }
  const entries = textCells(texts)
  for (let row = 0; row < length; row++) {
    if (data.nullCount > 0 && !hasValue(data, row)) continue
    const code = Number(codes[row])
    starts[row] = entries.starts[code]!
    ends[row] = entries.ends[code]!
  }
  return { bytes: entries.bytes, starts, ends }
}

/** Digits and sign of a safe integer. */
const MOST_DIGITS = 17
const LOW_DIGITS = 1e9

function digitCells(data: Data, numbers: ArrayLike<number>): ByteCells {
  const { length } = data
  const bytes = new Uint8Array(length * MOST_DIGITS)
  const starts = new Int32Array(length)
  const ends = new Int32Array(length)
  // Written from the last row on: digits are found from the last one on too.
  let at = bytes.length
  for (let row = length - 1; row >= 0; row--) {
    const number = numbers[row]!
    ends[row] = at
    const isThere = Number.isSafeInteger(number) && (data.nullCount === 0 || hasValue(data, row))
    if (isThere && !Object.is(number, -0)) at = writeBefore(bytes, at, number)
    starts[row] = at
  }
  return { bytes, starts, ends }
}

/** Writes a whole number to end before `end`, and returns where it starts. */
function writeBefore(bytes: Uint8Array, end: number, number: number): number {
  const size = Math.abs(number)
  let at = end
  // In two parts of 32 bits, whose division is fast.
  const high = Math.floor(size / LOW_DIGITS)
  let rest = (size - high * LOW_DIGITS) | 0
  for (let digits = high > 0 ? 9 : 1; digits > 0 || rest > 0; digits--) {
    const tens = (rest / 10) | 0
    bytes[--at] = 48 + rest - tens * 10
    rest = tens
  }
  for (rest = high | 0; rest > 0; ) {
    const tens = (rest / 10) | 0
    bytes[--at] = 48 + rest - tens * 10
    rest = tens
  }
  if (number < 0) bytes[--at] = MINUS
  return at
}

const MINUS = 45
