/** Numbers → codes, in pages that are made when a number of theirs is first seen: no hash, no probe. */

import { grown, grownAlone } from './grow.ts'

const PAGE_BITS = 10
const PAGE = 1 << PAGE_BITS
const IN_PAGE = PAGE - 1

/** Places held at least, and those held for each number: numbers that lie further apart are not held here. */
const PLACES_ALLOWED = 1 << 22
const PLACES_PER_NUMBER = 8

/** Numbers whose codes are looked for at once. */
const AT_ONCE = 128

export class NumberCodes {
  /** Page → its place among those that are made; 0 where it is not. */
  #pages = new Int32Array(0)
  /** One past the code; 0 where there is none, so that what is not written takes no memory. The first page is of no number. */
  #codes = new Int32Array(PAGE)
  #made = 0
  #size = 0
  /** Once a number was refused, no page is made any more: what was refused must stay so. */
  #isClosed = false

  /** The code of a number; -1 where it has none. */
  get(number: number): number {
    const page = number >>> PAGE_BITS
    const made = page < this.#pages.length ? this.#pages[page]! : 0
    return this.#codes[(made << PAGE_BITS) + (number & IN_PAGE)]! - 1
  }

  /** Numbers that have a code. */
  get size(): number {
    return this.#size
  }

  /**
   * The codes of numbers from that place on, up to the first that is less than 0 or may have no page: its place. New ones get
   * the codes from `first` on, and stand in `origins` under those.
   */
  giveAll(numbers: Int32Array, from: number, codes: Int32Array, origins: Int32Array, first: number): number {
    let next = first
    for (let start = from; start < numbers.length; ) {
      const end = this.#look(numbers, start, codes)
      for (let i = start; i < end; i++) {
        if (codes[i] !== -1) continue
        const number = numbers[i]!
        // It may have been met a few places before.
        const code = this.get(number)
        if (code === -1 && !this.add(number, next)) return i
        if (code === -1) origins[next] = number
        codes[i] = code === -1 ? next++ : code
      }
      if (end < numbers.length && numbers[end]! < 0) return end
      start = end
    }
    return numbers.length
  }

  /** The codes of a few numbers, -1 where they have none: places far apart are asked for at once, before anything hangs on them. */
  #look(numbers: Int32Array, from: number, codes: Int32Array): number {
    const pages = this.#pages
    const held = this.#codes
    const last = Math.min(from + AT_ONCE, numbers.length)
    for (let i = from; i < last; i++) {
      const number = numbers[i]!
      if (number < 0) return i
      const page = number >>> PAGE_BITS
      const made = page < pages.length ? pages[page]! : 0
      codes[i] = held[(made << PAGE_BITS) + (number & IN_PAGE)]! - 1
    }
    return last
  }

  /** Gives a code to a number that has none; false where its page may not be made, then and forever. */
  add(number: number, code: number): boolean {
    const page = number >>> PAGE_BITS
    const isMade = page < this.#pages.length && this.#pages[page] !== 0
    if (!isMade && !this.#makePage(page)) return false
    this.#codes[(this.#pages[page]! << PAGE_BITS) + (number & IN_PAGE)] = code + 1
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
      const start = made << PAGE_BITS
      for (let place = start; place < start + PAGE; place++) {
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
    this.#codes = grownAlone(this.#codes, (this.#made + 1) * PAGE)
    return true
  }
}
