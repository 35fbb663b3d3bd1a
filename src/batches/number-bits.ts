/** Sets of many numbers: a bit each, in pages that are made when a number of theirs is first added. */

import { grown } from './grow.ts'

const PAGE_BITS = 10
const WORDS_PER_PAGE = (1 << PAGE_BITS) / 32

/** Page → one past its place among those that are made, 0 where it is not; and the words of those. */
export interface PlainBits {
  readonly pages: Int32Array
  readonly words: Int32Array
}

export class NumberBits {
  #pages: Int32Array = new Int32Array(0)
  #words: Int32Array = new Int32Array(0)
  #made = 0

  add(number: number): void {
    const page = number >>> PAGE_BITS
    if (this.#placeOf(page) === -1) this.#makePage(page)
    this.#words[this.#placeOf(page) + wordIn(number)]! |= 1 << (number & 31)
  }

  has(number: number): boolean {
    const place = this.#placeOf(number >>> PAGE_BITS)
    return place !== -1 && (this.#words[place + wordIn(number)]! & (1 << (number & 31))) !== 0
  }

  /** Adds others; those that were in it already are added to `again`. */
  addAll({ pages, words }: PlainBits, again: NumberBits): void {
    for (let page = 0; page < pages.length; page++) {
      if (pages[page] === 0) continue
      for (const bits of [this, again]) if (bits.#placeOf(page) === -1) bits.#makePage(page)
      const from = (pages[page]! - 1) * WORDS_PER_PAGE
      const own = this.#placeOf(page)
      const met = again.#placeOf(page)
      for (let word = 0; word < WORDS_PER_PAGE; word++) {
        again.#words[met + word]! |= this.#words[own + word]! & words[from + word]!
        this.#words[own + word]! |= words[from + word]!
      }
    }
  }

  get size(): number {
    let size = 0
    for (const word of this.#words) for (let bits = word; bits !== 0; bits &= bits - 1) size++
    return size
  }

  /** It shares its memory with the set, which must not go on while it is looked at. */
  toPlain(): PlainBits {
    return { pages: this.#pages, words: this.#words.subarray(0, this.#made * WORDS_PER_PAGE) }
  }

  static fromPlain({ pages, words }: PlainBits): NumberBits {
    const bits = new NumberBits()
    bits.#pages = pages
    bits.#words = words
    bits.#made = words.length / WORDS_PER_PAGE
    return bits
  }

  /** Where its words start; -1 where it is not made. */
  #placeOf(page: number): number {
    return page >= this.#pages.length || this.#pages[page] === 0
      ? -1
      : (this.#pages[page]! - 1) * WORDS_PER_PAGE
  }

  #makePage(page: number): void {
    this.#pages = grown(this.#pages, page + 1)
    this.#pages[page] = ++this.#made
    this.#words = grown(this.#words, this.#made * WORDS_PER_PAGE)
  }
}

const wordIn = (number: number) => (number & ((1 << PAGE_BITS) - 1)) >>> 5
