/** Texts as codes: every distinct id is kept once, as bytes, so that millions of them cost no strings. */

import { sortTexts } from './sort-texts.ts'

const INITIAL_TEXTS = 1024
const EMPTY_SLOT = -1
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Codes count up from 0 in the order of first sight; a code, once given, never changes. */
export class Dictionary {
  #size = 0
  #bytes = new Uint8Array(INITIAL_TEXTS * 8)
  /** Text of code c stands in `#bytes` from `#ends[c - 1]` to `#ends[c]`; #ends is shifted by one. */
  #ends = new Float64Array(INITIAL_TEXTS + 1)
  #hashes = new Int32Array(INITIAL_TEXTS)
  #slots = new Int32Array(INITIAL_TEXTS * 2).fill(EMPTY_SLOT)

  get size(): number {
    return this.#size
  }

  /** The code of a text, which is added where it is new. */
  intern(text: string): number {
    return this.#codeOf(this.#stage(text), true)
  }

  /** The code of the text of those bytes of UTF-8, which is added where it is new. */
  internBytes(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    const hash = hashBytes(bytes, start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const code = this.#slots[slot]!
      if (code === EMPTY_SLOT) {
        this.#reserve(length)
        this.#bytes.set(bytes.subarray(start, end), this.#ends[this.#size]!)
        return this.#append(hash, slot, length)
      }
      if (this.#hashes[code] === hash && this.#isText(code, bytes, start, length)) return code
      slot = (slot + 1) & mask
    }
  }

  /** The code of a text, or -1 where it was never added. */
  find(text: string): number {
    return this.#codeOf(this.#stage(text), false)
  }

  text(code: number): string {
    return decoder.decode(this.#bytes.subarray(this.#ends[code], this.#ends[code + 1]))
  }

  /** Codes in the order of their texts by code point, which is the order of their UTF-8 bytes. */
  sorted(codes: Int32Array): Int32Array {
    const sorted = codes.slice()
    sortTexts(sorted, { bytes: this.#bytes, ends: this.#ends })
    return sorted
  }

  /** Adds every text of another dictionary: its code → the code here. */
  absorb(other: Dictionary): Int32Array {
    const recode = new Int32Array(other.size)
    for (let code = 0; code < recode.length; code++) {
      const start = other.#ends[code]!
      const length = other.#ends[code + 1]! - start
      this.#reserve(length)
      this.#bytes.set(other.#bytes.subarray(start, start + length), this.#ends[this.#size]!)
      recode[code] = this.#codeOf(length, true)
    }
    return recode
  }

  /** Writes the bytes of a text behind the last one, where they stay if it turns out to be new. */
  #stage(text: string): number {
    this.#reserve(text.length * 3)
    const start = this.#ends[this.#size]!
    const bytes = this.#bytes
    const length = text.length
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) return encoder.encodeInto(text, bytes.subarray(start)).written
      bytes[start + i] = unit
    }
    return length
  }

  #codeOf(length: number, add: boolean): number {
    const start = this.#ends[this.#size]!
    const hash = hashBytes(this.#bytes, start, start + length)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const code = this.#slots[slot]!
      if (code === EMPTY_SLOT) return add ? this.#append(hash, slot, length) : -1
      if (this.#hashes[code] === hash && this.#isText(code, this.#bytes, start, length)) return code
      slot = (slot + 1) & mask
    }
  }

  #isText(code: number, bytes: Uint8Array, start: number, length: number): boolean {
    const from = this.#ends[code]!
    if (this.#ends[code + 1]! - from !== length) return false
    const own = this.#bytes
    for (let i = 0; i < length; i++) if (own[from + i] !== bytes[start + i]) return false
    return true
  }

  #append(hash: number, slot: number, length: number): number {
    const code = this.#size++
    this.#slots[slot] = code
    this.#hashes[code] = hash
    this.#ends[code + 1] = this.#ends[code]! + length
    if (this.#size === this.#hashes.length) this.#grow()
    return code
  }

  #reserve(length: number): void {
    const needed = this.#ends[this.#size]! + length
    if (needed <= this.#bytes.length) return
    const bytes = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    bytes.set(this.#bytes)
    this.#bytes = bytes
  }

  #grow(): void {
    const hashes = new Int32Array(this.#size * 2)
    hashes.set(this.#hashes)
    this.#hashes = hashes
    const ends = new Float64Array(this.#size * 2 + 1)
    ends.set(this.#ends)
    this.#ends = ends
    const slots = new Int32Array(this.#size * 4).fill(EMPTY_SLOT)
    const mask = slots.length - 1
    for (let code = 0; code < this.#size; code++) {
      let slot = hashes[code]! & mask
      while (slots[slot] !== EMPTY_SLOT) slot = (slot + 1) & mask
      slots[slot] = code
    }
    this.#slots = slots
  }
}

/** FNV-1a with a final mix, because the table uses the low bits. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}
