/**
 * The headers of Arrow are flatbuffers, whose library believes every length and every offset: a few bytes that say
 * "two thousand million columns", or a column that holds itself, cost all memory. Here its lengths are held to what
 * the bytes at hand allow.
 */

import { ByteBuffer } from 'flatbuffers'

/** Lengths are asked for a few times for each thing that is in the bytes. */
const ASKED_PER_BYTE = 8

const asked = new WeakMap<ByteBuffer, number>()

const lengthOf = ByteBuffer.prototype.__vector_len

/** Puts the guard in place, for all of this process. */
export function guardArrow(): void {
  ByteBuffer.prototype.__vector_len = function (this: ByteBuffer, offset: number): number {
    const length = lengthOf.call(this, offset)
    const capacity = this.capacity()
    const times = (asked.get(this) ?? 0) + 1
    asked.set(this, times)
    if (length < 0 || length > capacity || times > ASKED_PER_BYTE * capacity) {
      throw new Error('a header says more than it can hold')
    }
    return length
  }
}
