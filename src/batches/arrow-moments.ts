/** Dates and timestamps of Arrow as epoch milliseconds, a column at once. */

import { type Data, DataType, type Date_, type Timestamp } from 'apache-arrow'
import { hasValue } from './arrow-cells.ts'
import { FRACTION_DIGITS } from './arrow-times.ts'
import { wholeNumbers } from './arrow-whole.ts'
import type { Room } from './scratch.ts'

/**
 * Row → epoch milliseconds of a date or timestamp, rounded down; NaN where it is empty or of no year of four digits. Read
 * when they are first asked for; null for other types.
 */
export function momentsReader(data: Data, room: Room): (() => Float64Array) | null {
  const { type } = data
  if (!DataType.isDate(type) && !DataType.isTimestamp(type)) return null
  let moments: Float64Array | undefined
  return () => {
    moments ??= withinYears(data, msOf(data, type, room.floats('moments', data.length)))
    return moments
  }
}

const DAY_MS = 86_400_000

function msOf(data: Data, type: Date_ | Timestamp, moments: Float64Array): Float64Array {
  // DateUnit.DAY is 0: days in 32 bits; otherwise milliseconds in 64.
  if (DataType.isDate(type)) return timesOf(data, type.unit === 0 ? DAY_MS : 1, moments)
  const digits = FRACTION_DIGITS[type.unit]
  if (digits > 3) return wholeMs(data, 10 ** (digits - 3), moments)
  return timesOf(data, digits === 3 ? 1 : 1000, moments)
}

function timesOf(data: Data, factor: number, moments: Float64Array): Float64Array {
  const numbers = wholeNumbers(data, { floats: () => moments })
  for (let row = 0; row < moments.length; row++) moments[row] = numbers[row]! * factor
  return moments
}

/**
 * 64 bits of micro- or nanoseconds as milliseconds, rounded down. As a Number they may be rounded up over the end of
 * a millisecond, and of a day; the low words tell, since what is left over is small.
 */
function wholeMs({ values, length }: Data, perMs: number, moments: Float64Array): Float64Array {
  const words = new Int32Array(values.buffer, values.byteOffset, length * 2)
  for (let row = 0; row < length; row++) {
    const low = words[row * 2]!
    const ms = Math.floor((words[row * 2 + 1]! * WORD + (low >>> 0)) / perMs)
    const rest = (low - Math.imul(ms | 0, perMs)) | 0
    moments[row] = ms + Math.floor(rest / perMs)
  }
  return moments
}

const WORD = 2 ** 32

/** 0001-01-01 and the end of 9999-12-31: dates of four digits, as text files have them. */
const FIRST_MS = -62_135_596_800_000
const END_MS = 253_402_300_800_000

function withinYears(data: Data, moments: Float64Array): Float64Array {
  const mayMiss = data.nullCount > 0
  for (let row = 0; row < moments.length; row++) {
    const at = moments[row]!
    const isWithin = at >= FIRST_MS && at < END_MS && !(mayMiss && !hasValue(data, row))
    if (!isWithin) moments[row] = Number.NaN
  }
  return moments
}
