/** Which orders have rows in several threads. The others are booked by the thread that has them, and need no id any more. */

import { Dictionary, type DictionaryParts } from '../../batches/dictionary.ts'

export class SharedOrders {
  readonly #all: Dictionary
  /** Thread → its codes → those of all. */
  readonly #recodes: readonly Int32Array[]
  /** By code of all: how many threads have a row of it. */
  readonly #threads: Uint8Array

  /** `own`: the orders of which this thread has read rows. */
  constructor(own: Dictionary, others: readonly DictionaryParts[]) {
    this.#all = new Dictionary(own.form)
    const [here, ...recodes] = [own.parts(), ...others].map(parts => this.#all.absorb(parts))
    this.#recodes = recodes
    this.#threads = new Uint8Array(this.#all.size)
    // More than two are as many as two.
    for (const codes of [here!, ...recodes])
      for (let code = 0; code < codes.length; code++)
        this.#threads[codes[code]!]! |= this.#threads[codes[code]!]! + 1
  }

  get size(): number {
    return this.#all.size
  }

  /** Thread → its codes → 1 where it alone has rows of the order. */
  areWhole(): Uint8Array[] {
    return this.#recodes.map(codes => {
      const isWhole = new Uint8Array(codes.length)
      for (let code = 0; code < codes.length; code++)
        isWhole[code] = this.#threads[codes[code]!] === 1 ? 1 : 0
      return isWhole
    })
  }

  /** Adds those orders of a thread; their codes in that dictionary, one behind the other. */
  addTo(dictionary: Dictionary, thread: number, orders: Int32Array): Int32Array {
    return orders.map(order => dictionary.intern(this.#all.text(this.#recodes[thread]![order]!)))
  }
}
