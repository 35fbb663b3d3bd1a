/** Hashes of 64 bits, and a set of them: two different texts are taken for one once in 10^7 sets of a million. */

/** The hash of the text hashed last: two halves of 32 bits, kept apart so that nothing is allocated. */
export const hash = { low: 0, high: 0 }

const LOW_PRIME = 0x9e3779b1
const HIGH_PRIME = 0x5f356495

/** Hashes a text into `hash`. */
export function hashText(text: string): void {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    low = Math.imul(low ^ unit, LOW_PRIME)
    high = Math.imul(high ^ unit, HIGH_PRIME)
  }
  hash.low = mixed(low) ^ mixed(high >>> 7)
  hash.high = mixed(high) ^ mixed(low >>> 11)
}

/** The finish of MurmurHash3: every bit of the input reaches every bit of the output. */
export function mixed(bits: number): number {
  let value = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}

/** Open addressing; 8 bytes a slot, at most three quarters of them taken. */
export class HashSet {
  size = 0
  #low = new Int32Array(16)
  #high = new Int32Array(16)

  /** True where the hash is new. */
  add(low: number, high: number): boolean {
    const isNew = this.#place(low, high === 0 ? 1 : high | 0)
    if (isNew && ++this.size * 4 > this.#low.length * 3) this.#grow()
    return isNew
  }

  /** Hands on every hash, in no order. */
  visit(visit: (low: number, high: number) => void): void {
    for (let slot = 0; slot < this.#low.length; slot++) {
      if (this.#high[slot] !== 0) visit(this.#low[slot]!, this.#high[slot]!)
    }
  }

  /** A high half of 0 marks a free slot. */
  #place(low: number, high: number): boolean {
    const mask = this.#low.length - 1
    let slot = low & mask
    while (this.#high[slot] !== 0) {
      if (this.#low[slot] === (low | 0) && this.#high[slot] === high) return false
      slot = (slot + 1) & mask
    }
    this.#low[slot] = low
    this.#high[slot] = high
    return true
  }

  #grow(): void {
    const [lows, highs] = [this.#low, this.#high]
    this.#low = new Int32Array(lows.length * 2)
    this.#high = new Int32Array(lows.length * 2)
    for (let slot = 0; slot < lows.length; slot++) {
      if (highs[slot] !== 0) this.#place(lows[slot]!, highs[slot]!)
    }
  }
}
