/** Numbers of Arrow as whole units of a scale, as money is counted, a column at once. */

import { type Data, DataType, Precision } from 'apache-arrow'
import { hasValue } from './arrow-cells.ts'
import { wholeNumbers } from './arrow-whole.ts'
import type { Room } from './scratch.ts'

/**
 * Scale → row → units of 10^-scale. NaN where a cell is empty, or where it is not certain that it is exactly so many:
 * its text then tells. Null for types that are no numbers.
 */
export function unitsReader(data: Data, room: Room): ((scale: number) => Float64Array) | null {
  const { type, length } = data
  const unitsAt = (scale: number) => room.floats(`units ${scale}`, length)
  if (DataType.isInt(type))
    return scale => unitsOfWholes(data, wholeNumbers(data, room), 0, scale, unitsAt(scale))
  if (DataType.isDecimal(type)) {
    const wholes = () => decimalNumbers(data, type.bitWidth / 32, room.floats('whole', length))
    return scale => unitsOfWholes(data, wholes(), type.scale, scale, unitsAt(scale))
  }
  const isDouble = DataType.isFloat(type) && type.precision === Precision.DOUBLE
  return isDouble ? scale => unitsOfDoubles(data, scale, unitsAt(scale)) : null
}

/** Doubles hold all decimals of so many digits apart, so that one of them is the text of a double. */
const MOST_DIGITS = 15

function unitsOfDoubles(data: Data, scale: number, units: Float64Array): Float64Array {
  const values = data.values as Float64Array
  const { length } = data
  const perOne = 10 ** scale
  const end = 10 ** MOST_DIGITS
  for (let row = 0; row < length; row++) {
    const value = values[row]!
    const whole = Math.round(value * perOne)
    // Divided back it is what the decimal reads as; + 0 since amounts have no negative zero.
    const isExact = whole / perOne === value && whole < end && whole > -end
    units[row] = isExact ? whole + 0 : Number.NaN
  }
  return withoutMissing(data, units)
}

function unitsOfWholes(
  data: Data,
  wholes: ArrayLike<number>,
  from: number,
  to: number,
  units: Float64Array,
): Float64Array {
  const { length } = data
  const factor = 10 ** Math.max(0, to - from)
  const divisor = 10 ** Math.max(0, from - to)
  for (let row = 0; row < length; row++) {
    const whole = wholes[row]!
    const value = (whole * factor) / divisor
    const isExact = Number.isSafeInteger(whole * factor) && Number.isInteger(value)
    units[row] = isExact ? value : Number.NaN
  }
  return withoutMissing(data, units)
}

/** NaN where a decimal takes more than two words. */
function decimalNumbers({ values, length }: Data, words: number, numbers: Float64Array): Float64Array {
  const signed = new Int32Array(values.buffer, values.byteOffset, length * words)
  for (let row = 0; row < length; row++) {
    const first = row * words
    const high = words === 1 ? signed[first]! >> 31 : signed[first + 1]!
    let isShort = true
    for (let word = 2; word < words; word++) isShort &&= signed[first + word] === high >> 31
    numbers[row] = isShort ? high * 2 ** 32 + (signed[first]! >>> 0) : Number.NaN
  }
  return numbers
}

function withoutMissing(data: Data, units: Float64Array): Float64Array {
  if (data.nullCount === 0) return units
  for (let row = 0; row < data.length; row++) if (!hasValue(data, row)) units[row] = Number.NaN
  return units
}
