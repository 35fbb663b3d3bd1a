/** Which orders have rows in several threads. The others are booked by the thread that has them, and need no id any more. */

import { Dictionary, type DictionaryParts, textIn } from '../../batches/dictionary.ts'
import { numberIn } from '../../batches/id-form.ts'
import { NumberMarks } from './number-marks.ts'

/** How often an order was met; more often than twice is as often as twice. */
const ONCE = 1
const TWICE = 3

export class SharedOrders {
  readonly #threads: readonly DictionaryParts[]
  /** Ids that are numbers: all threads were told the same form of ids. */
  readonly #numbers = new NumberMarks()
  /** Other ids; how often each was met. */
  readonly #texts = new Dictionary()
  readonly #met: Uint8Array
  /** Thread → place among its other ids → code of these; -1 where it is a number that was held as a text. */
  readonly #codes: readonly Int32Array[]

  /** `own`: the orders of which this thread has read rows. */
  constructor(own: Dictionary, threads: readonly DictionaryParts[]) {
    this.#threads = threads
    const all = [...threads, own.parts()]
    for (const { origins } of all)
      for (let code = 0; code < origins.length; code++)
        if (origins[code]! >= 0) this.#numbers.meet(origins[code]!)
    this.#codes = all.map(parts => this.#codesOf(parts))
    this.#met = new Uint8Array(this.#texts.size)
    for (const codes of this.#codes)
      for (const code of codes) if (code !== -1) this.#met[code]! |= this.#met[code]! + 1
  }

  get size(): number {
    return this.#texts.size + this.#numbers.size
  }

  /** Thread → its codes → 1 where it alone has rows of the order. */
  areWhole(): Uint8Array[] {
    return this.#threads.map(({ origins }, thread) => {
      const isWhole = new Uint8Array(origins.length)
      for (let code = 0; code < origins.length; code++) {
        const origin = origins[code]!
        const met = origin >= 0 ? this.#numbers.of(origin) : this.#metAt(thread, -1 - origin)
        isWhole[code] = met === ONCE ? 1 : 0
      }
      return isWhole
    })
  }

  /** Adds those orders of a thread; their codes in that dictionary, one behind the other. */
  addTo(dictionary: Dictionary, thread: number, orders: Int32Array): Int32Array {
    return orders.map(order => dictionary.intern(textIn(this.#threads[thread]!, order)))
  }

  /** Numbers far apart are held as texts by one thread and perhaps not by another: they count as met twice. */
  #codesOf({ form, texts: { bytes, ends }, places }: DictionaryParts): Int32Array {
    const codes = new Int32Array(places)
    for (let place = 0; place < places; place++) {
      const [start, end] = [ends[place]!, ends[place + 1]!]
      const number = form === null ? -1 : numberIn(form, bytes, start, end)
      if (number !== -1) this.#numbers.meetAgain(number)
      codes[place] = number === -1 ? this.#texts.internBytes(bytes, start, end) : -1
    }
    return codes
  }

  #metAt(thread: number, place: number): number {
    const code = this.#codes[thread]![place]!
    return code === -1 ? TWICE : this.#met[code]!
  }
}
