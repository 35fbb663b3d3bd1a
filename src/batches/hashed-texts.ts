/** Texts of any form, by a hash: each is kept once, as bytes, so that millions of them cost no strings. */

import type { Texts } from './sort-texts.ts'

const INITIAL_TEXTS = 1024
const EMPTY_SLOT = -1
const decoder = new TextDecoder()

/** Codes count up from 0 in the order of first sight; a code, once given, never changes. */
export class HashedTexts {
  #size = 0
  #bytes = new Uint8Array(INITIAL_TEXTS * 8)
  /** Text of code c stands in `#bytes` from `#ends[c - 1]` to `#ends[c]`; #ends is shifted by one. */
  #ends = new Float64Array(INITIAL_TEXTS + 1)
  /** Slot s holds a hash at 2s and a code at 2s + 1: most slots that are looked at cost one line of cache. */
  #slots = new Int32Array(INITIAL_TEXTS * 4).fill(EMPTY_SLOT)
  /** The length of all texts while they have the same, so that their places need not be looked up; else -1. */
  #sameLength = 0

  get size(): number {
    return this.#size
  }

  /** The code of the text of those bytes of UTF-8, which is added where it is new. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    const hash = hashBytes(bytes, start, end)
    const slot = this.#slotOf(hash, bytes, start, length)
    const code = this.#slots[slot + 1]!
    if (code !== EMPTY_SLOT) return code
    this.#reserve(length)
    const own = this.#bytes
    const to = this.#ends[this.#size]!
    for (let i = 0; i < length; i++) own[to + i] = bytes[start + i]!
    return this.#append(hash, slot, length)
  }

  /** The code of the text of those bytes, or -1 where it was never added. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#slots[this.#slotOf(hashBytes(bytes, start, end), bytes, start, end - start) + 1]!
  }

  text(code: number): string {
    return decoder.decode(this.#bytes.subarray(this.#ends[code], this.#ends[code + 1]))
  }

  /** All of them, one behind the other. */
  texts(): Texts {
    return { bytes: this.#bytes, ends: this.#ends }
  }

  /** Where the slot of that text starts, or the empty one where it belongs. */
  #slotOf(hash: number, bytes: Uint8Array, start: number, length: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = (hash * 2) & mask
    for (;;) {
      const code = slots[slot + 1]!
      if (code === EMPTY_SLOT) return slot
      if (slots[slot] === hash && this.#isText(code, bytes, start, length)) return slot
      slot = (slot + 2) & mask
    }
  }

  #isText(code: number, bytes: Uint8Array, start: number, length: number): boolean {
    const isSame = this.#sameLength === length
    const from = isSame ? code * length : this.#ends[code]!
    if (!isSame && this.#ends[code + 1]! - from !== length) return false
    const own = this.#bytes
    for (let i = 0; i < length; i++) if (own[from + i] !== bytes[start + i]) return false
    return true
  }

  #append(hash: number, slot: number, length: number): number {
    const code = this.#size++
    this.#slots[slot] = hash
    this.#slots[slot + 1] = code
    this.#ends[code + 1] = this.#ends[code]! + length
    if (code === 0) this.#sameLength = length
    else if (this.#sameLength !== length) this.#sameLength = -1
    if (this.#size * 4 > this.#slots.length) this.#growSlots()
    if (this.#size + 1 === this.#ends.length) this.#ends = grownTo(this.#ends, this.#size * 2 + 1)
    return code
  }

  #reserve(length: number): void {
    const needed = this.#ends[this.#size]! + length
    if (needed > this.#bytes.length) {
      this.#bytes = grownTo(this.#bytes, Math.max(needed, this.#bytes.length * 2))
    }
  }

  #growSlots(): void {
    const old = this.#slots
    const slots = new Int32Array(old.length * 2).fill(EMPTY_SLOT)
    const mask = slots.length - 1
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === EMPTY_SLOT) continue
      let slot = (old[from]! * 2) & mask
      while (slots[slot + 1] !== EMPTY_SLOT) slot = (slot + 2) & mask
      slots[slot] = old[from]!
      slots[slot + 1] = old[from + 1]!
    }
    this.#slots = slots
  }
}

function grownTo<A extends Uint8Array | Float64Array>(values: A, length: number): A {
  const longer = new (values.constructor as new (length: number) => A)(length)
  longer.set(values)
  return longer
}

/**
 * FNV-1a of all bytes but the last, mixed because the table uses the low bits. The last one is added as it is: ids
 * that are counted up then stand side by side, and are found in the same lines of cache.
 */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end - 1; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const last = start < end ? bytes[end - 1]! : 0
  return ((hash ^ (hash >>> 13)) + last) | 0
}
