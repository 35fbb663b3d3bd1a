/** What happened per customer and day (or instant): orders and net money, found by an open-addressing table. */

import { grown } from './grow.ts'

const INITIAL_ENTRIES = 1024
const EMPTY_SLOT = -1

/** 24 bytes an entry, and 8 to 16 of table. */
export class EntryTable {
  size = 0
  /** A customer whose sum has passed 2^53 on the way, where it would have rounded; -1 where there is none. */
  overflow = -1
  customers = new Int32Array(INITIAL_ENTRIES)
  at = new Float64Array(INITIAL_ENTRIES)
  orders = new Int32Array(INITIAL_ENTRIES)
  amounts = new Float64Array(INITIAL_ENTRIES)
  #slots = new Int32Array(INITIAL_ENTRIES * 2).fill(EMPTY_SLOT)

  /** The entry of that customer at that day or instant, added where it is new. */
  entry(customer: number, at: number): number {
    const mask = this.#slots.length - 1
    let slot = hash(customer, at) & mask
    for (;;) {
      const entry = this.#slots[slot]!
      if (entry === EMPTY_SLOT) break
      if (this.customers[entry] === customer && this.at[entry] === at) return entry
      slot = (slot + 1) & mask
    }
    return this.#append(customer, at, slot)
  }

  add(customer: number, at: number, orders: number, amount: number): void {
    const entry = this.entry(customer, at)
    const sum = this.amounts[entry]! + amount
    if (sum > Number.MAX_SAFE_INTEGER || sum < Number.MIN_SAFE_INTEGER) this.overflow = customer
    this.orders[entry]! += orders
    this.amounts[entry] = sum
  }

  #append(customer: number, at: number, slot: number): number {
    const entry = this.size++
    this.customers[entry] = customer
    this.at[entry] = at
    this.#slots[slot] = entry
    if (this.size === this.customers.length) this.#grow()
    return entry
  }

  #grow(): void {
    const length = this.size * 2
    this.customers = grown(this.customers, length)
    this.at = grown(this.at, length)
    this.orders = grown(this.orders, length)
    this.amounts = grown(this.amounts, length)
    const slots = new Int32Array(length * 2).fill(EMPTY_SLOT)
    const mask = slots.length - 1
    for (let entry = 0; entry < this.size; entry++) {
      let slot = hash(this.customers[entry]!, this.at[entry]!) & mask
      while (slots[slot] !== EMPTY_SLOT) slot = (slot + 1) & mask
      slots[slot] = entry
    }
    this.#slots = slots
  }
}

/** An instant has more than 32 bits: its high part is mixed in apart. */
function hash(customer: number, at: number): number {
  const high = Math.floor(at / 0x1_0000_0000)
  let mixed = Math.imul(customer, 0x9e3779b1) ^ Math.imul((at | 0) + high, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
