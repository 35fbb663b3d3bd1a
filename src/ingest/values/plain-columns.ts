/** Columns of bytes read at once, as far as their cells are written in the common way; no text is made of those. */

import type { ByteCells } from '../../batches/raw.ts'
import type { Zone } from '../../math/zone.ts'
import type { DecimalSign } from './amounts.ts'
import { type PlainTime, plainAmount, readPlainTime } from './plain-bytes.ts'

/** Row → the instant; NOT_PLAIN where the cell is written in another way. */
export function plainTimes(cells: ByteCells, rows: number, zone: Zone): Float64Array {
  const { bytes, starts, ends, values } = cells
  if (values) return values
  const times = new Float64Array(rows)
  const time: PlainTime = { local: 0, isUtc: false }
  for (let row = 0; row < rows; row++) {
    readPlainTime(bytes, starts[row]!, ends[row]!, time)
    // A time that is not plain stays so: no zone makes a number of it.
    times[row] = time.isUtc || Number.isNaN(time.local) ? time.local : zone.toInstant(time.local)
  }
  return times
}

/** Row → units of that scale; NOT_PLAIN where the cell is written in another way. */
export function plainAmounts(
  { bytes, starts, ends, values }: ByteCells,
  rows: number,
  decimal: DecimalSign,
  scale: number,
): Float64Array {
  if (values) return values
  const units = new Float64Array(rows)
  const sign = decimal.charCodeAt(0)
  for (let row = 0; row < rows; row++) units[row] = plainAmount(bytes, starts[row]!, ends[row]!, sign, scale)
  return units
}

/** Byte → 1 where one of those words starts with it. */
export function firstBytes(words: ReadonlySet<string>): Uint8Array {
  const starts = new Uint8Array(256)
  for (const word of words) starts[Buffer.from(word)[0] ?? 0] = 1
  return starts
}

/** Whether a cell has a text of just those bytes, no space around it, that starts as none of the words does. */
export function isPlainText(
  { bytes, starts, ends }: ByteCells,
  row: number,
  wordStarts: Uint8Array,
): boolean {
  const start = starts[row]!
  const end = ends[row]!
  return start < end && !wordStarts[bytes[start]!] && isVisible(bytes[start]!) && isVisible(bytes[end - 1]!)
}

/** Of other bytes, and of those beyond ASCII, some are spaces. */
const isVisible = (byte: number) => byte > 0x20 && byte < 0x7f
