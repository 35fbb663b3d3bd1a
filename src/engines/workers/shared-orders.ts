/** Which orders have rows in several threads. The others are booked by the thread that has them, and need no id any more. */

import { Dictionary, type DictionaryParts, textIn } from '../../batches/dictionary.ts'
import { numberIn } from '../../batches/id-form.ts'
import { NumberBits, type PlainBits } from '../../batches/number-bits.ts'

/** The ids of the orders of a thread. */
export interface OrderIds extends Omit<DictionaryParts, 'origins'> {
  readonly numbers: PlainBits
}

/** What tells a thread which of its orders it has alone. */
export interface SharedIds {
  readonly numbers: PlainBits
  /** By place among its other ids: 1 where it alone has the order. */
  readonly areWhole: Uint8Array
}

export function orderIdsOf({ origins, ...others }: DictionaryParts): OrderIds {
  const numbers = new NumberBits()
  for (let code = 0; code < origins.length; code++) if (origins[code]! >= 0) numbers.add(origins[code]!)
  return { ...others, numbers: numbers.toPlain() }
}

/** Code → 1 where no other thread has a row of the order. */
export function wholeOf(origins: Int32Array, shared: SharedIds): Uint8Array {
  const numbers = NumberBits.fromPlain(shared.numbers)
  const isWhole = new Uint8Array(origins.length)
  for (let code = 0; code < origins.length; code++) {
    const origin = origins[code]!
    isWhole[code] = origin < 0 ? shared.areWhole[-1 - origin]! : numbers.has(origin) ? 0 : 1
  }
  return isWhole
}

/** How often an order was met; more often than twice is as often as twice. */
const ONCE = 1

export class SharedOrders {
  readonly #threads: readonly OrderIds[]
  /** Ids that are numbers: all threads were told the same form of ids. */
  readonly #numbers = new NumberBits()
  /** Those of them that were met again. */
  readonly #again = new NumberBits()
  /** Other ids; how often each was met. */
  readonly #texts = new Dictionary()
  readonly #met: Uint8Array
  /** Thread → place among its other ids → code of these; -1 where it is a number that was held as a text. */
  readonly #codes: readonly Int32Array[]

  /** `own`: the orders of which this thread has read rows. */
  constructor(own: Dictionary, threads: readonly OrderIds[]) {
    this.#threads = threads
    const all = [...threads, orderIdsOf(own.parts())]
    for (const { numbers } of all) this.#numbers.addAll(numbers, this.#again)
    this.#codes = all.map(ids => this.#codesOf(ids))
    this.#met = new Uint8Array(this.#texts.size)
    for (const codes of this.#codes)
      for (const code of codes) if (code !== -1) this.#met[code]! |= this.#met[code]! + 1
  }

  get size(): number {
    return this.#texts.size + this.#numbers.size
  }

  /** For each thread. */
  forThreads(): SharedIds[] {
    const numbers = this.#again.toPlain()
    return this.#threads.map((_, thread) => ({
      numbers,
      areWhole: Uint8Array.from(this.#codes[thread]!, code =>
        code !== -1 && this.#met[code] === ONCE ? 1 : 0,
      ),
    }))
  }

  /** Adds orders of a thread; their codes in that dictionary. */
  addTo(dictionary: Dictionary, thread: number, origins: Int32Array): Int32Array {
    const parts = { ...this.#threads[thread]!, origins }
    return origins.map((_, place) => dictionary.intern(textIn(parts, place)))
  }

  /** Numbers far apart are held as texts by one thread and perhaps not by another: they count as met again. */
  #codesOf({ form, texts: { bytes, ends }, places }: OrderIds): Int32Array {
    const codes = new Int32Array(places)
    for (let place = 0; place < places; place++) {
      const [start, end] = [ends[place]!, ends[place + 1]!]
      const number = form === null ? -1 : numberIn(form, bytes, start, end)
      if (number !== -1 && this.#numbers.has(number)) this.#again.add(number)
      codes[place] = number === -1 ? this.#texts.internBytes(bytes, start, end) : -1
    }
    return codes
  }
}
