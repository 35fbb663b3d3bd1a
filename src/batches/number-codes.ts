/** Numbers → codes, in pages that are made when a number of theirs is first seen: no hash, no probe. */

import { grown, grownAlone } from './grow.ts'

const PAGE_BITS = 10
const PAGE = 1 << PAGE_BITS
const IN_PAGE = PAGE - 1

/** Places held at least, and those held for each number: numbers that lie further apart are not held here. */
const PLACES_ALLOWED = 1 << 22
const PLACES_PER_NUMBER = 8

export class NumberCodes {
  /** Page → one past its place among those that are made; 0 where it is not. */
  #pages = new Int32Array(0)
  /** One past the code; 0 where there is none, so that what is not written takes no memory. */
  #codes = new Int32Array(0)
  #made = 0
  #size = 0
  /** Once a number was refused, no page is made any more: what was refused must stay so. */
  #isClosed = false

  /** The code of a number; -1 where it has none. */
  get(number: number): number {
    const page = number >>> PAGE_BITS
    const made = page < this.#pages.length ? this.#pages[page]! : 0
    return made === 0 ? -1 : this.#codes[((made - 1) << PAGE_BITS) + (number & IN_PAGE)]! - 1
  }

  /** The codes of numbers from that place on, as far as they have one; the place of the first that has none. */
  getAll(numbers: Int32Array, from: number, codes: Int32Array): number {
    const pages = this.#pages
    const held = this.#codes
    for (let i = from; i < numbers.length; i++) {
      const number = numbers[i]!
      // No page is that of a number below 0.
      const page = number >>> PAGE_BITS
      const made = page < pages.length ? pages[page]! : 0
      const code = made === 0 ? 0 : held[((made - 1) << PAGE_BITS) + (number & IN_PAGE)]!
      if (code === 0) return i
      codes[i] = code - 1
    }
    return numbers.length
  }

  /**
   * Gives the codes from `first` on to numbers from that place on, as long as they have none and their pages may be made;
   * the place where that ends. As many calls of `add` would do the same.
   */
  addAll(numbers: Int32Array, from: number, codes: Int32Array, first: number): number {
    const size = this.#size - from
    let i = from
    for (; i < numbers.length; i++) {
      const number = numbers[i]!
      const page = number >>> PAGE_BITS
      const isMade = page < this.#pages.length && this.#pages[page] !== 0
      this.#size = size + i
      if (!isMade && (number < 0 || !this.#makePage(page))) break
      const place = ((this.#pages[page]! - 1) << PAGE_BITS) + (number & IN_PAGE)
      if (this.#codes[place] !== 0) break
      codes[i] = first + i - from
      this.#codes[place] = codes[i]! + 1
    }
    this.#size = size + i
    return i
  }

  /** Gives a code to a number that has none; false where its page may not be made, then and forever. */
  add(number: number, code: number): boolean {
    const page = number >>> PAGE_BITS
    const isMade = page < this.#pages.length && this.#pages[page] !== 0
    if (!isMade && !this.#makePage(page)) return false
    this.#codes[((this.#pages[page]! - 1) << PAGE_BITS) + (number & IN_PAGE)] = code + 1
    this.#size++
    return true
  }

  /** The `count` codes that are marked, those of smaller numbers first; null where most places are of others. */
  ascending(isMarked: Uint8Array, count: number): Int32Array | null {
    if (this.#made * PAGE > PLACES_PER_NUMBER * count) return null
    const held = this.#codes
    const codes = new Int32Array(count)
    let size = 0
    for (const made of this.#pages) {
      if (made === 0) continue
      const end = made << PAGE_BITS
      for (let place = end - PAGE; place < end; place++) {
        const code = held[place]! - 1
        if (code !== -1 && isMarked[code]) codes[size++] = code
      }
    }
    return codes
  }

  #makePage(page: number): boolean {
    this.#isClosed ||= this.#made * PAGE > PLACES_ALLOWED + PLACES_PER_NUMBER * this.#size
    if (this.#isClosed) return false
    this.#pages = grown(this.#pages, page + 1)
    this.#pages[page] = ++this.#made
    this.#codes = grownAlone(this.#codes, this.#made * PAGE)
    return true
  }
}
