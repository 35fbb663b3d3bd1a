/** Who is due on which day: what lets rows be made in the order of time while only those still to come are held. */

/** No slot. */
export const NOBODY = -1

/** A slot is a place in the arrays that hold what is known of a customer; it is given again when it is free. */
export class Agenda {
  /** Slots ever given: arrays of that length hold them all. */
  slots = 0
  readonly #first: Int32Array
  #next = new Int32Array(1024)
  readonly #free: number[] = []

  /** Days are numbered from 0. */
  constructor(days: number) {
    this.#first = new Int32Array(days).fill(NOBODY)
  }

  open(): number {
    const freed = this.#free.pop()
    if (freed !== undefined) return freed
    if (this.slots === this.#next.length) this.#next = doubled(this.#next)
    return this.slots++
  }

  close(slot: number): void {
    this.#free.push(slot)
  }

  put(slot: number, day: number): void {
    this.#next[slot] = this.#first[day]!
    this.#first[day] = slot
  }

  /** The slots due on that day, taken off the agenda; each may be put on a later day at once. */
  take(day: number, visit: (slot: number) => void): void {
    let slot = this.#first[day]!
    this.#first[day] = NOBODY
    while (slot !== NOBODY) {
      const next = this.#next[slot]!
      visit(slot)
      slot = next
    }
  }
}

/** A copy twice as long. */
export function doubled<A extends Int32Array | Float64Array>(values: A): A {
  const longer = new (values.constructor as new (length: number) => A)(values.length * 2)
  longer.set(values)
  return longer
}
