/** Whole numbers of Arrow as those of JavaScript, a column at once: no bigint is made of a row. */

import type { Data } from 'apache-arrow'
import { FRESH, type Room } from './scratch.ts'

const WORD = 2 ** 32

/** Row → the number; of 64 bits the nearest one, which is exact where it is safe. */
export function wholeNumbers({ values, length }: Data, room: Room = FRESH): ArrayLike<number> {
  const isSigned = values instanceof BigInt64Array
  if (!isSigned && !(values instanceof BigUint64Array)) return values
  // Low words first, as every machine has them that Node runs on.
  const low = new Uint32Array(values.buffer, values.byteOffset, length * 2)
  const high = isSigned ? new Int32Array(values.buffer, values.byteOffset, length * 2) : low
  const numbers = room.floats('whole', length)
  // Only the sum rounds, as Number(bigint) does.
  for (let row = 0; row < length; row++) numbers[row] = high[row * 2 + 1]! * WORD + low[row * 2]!
  return numbers
}
