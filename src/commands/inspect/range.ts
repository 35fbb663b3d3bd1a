/** The least and the greatest cell of a column, as they are written. */

import { shortened } from '../../errors/index.ts'

/** By what a cell stands for: a number, an instant. */
export class Range {
  least: string | null = null
  greatest: string | null = null
  #low = Number.POSITIVE_INFINITY
  #high = Number.NEGATIVE_INFINITY

  /** A value that is no number is passed over. */
  add(value: number, text: string): void {
    if (value < this.#low) {
      this.#low = value
      this.least = shortened(text)
    }
    if (value > this.#high) {
      this.#high = value
      this.greatest = shortened(text)
    }
  }
}

/** By code point. */
export class TextRange {
  least: string | null = null
  greatest: string | null = null

  add(text: string): void {
    if (this.least === null || isBefore(text, this.least)) this.least = shortened(text)
    if (this.greatest === null || isBefore(this.greatest, text)) this.greatest = shortened(text)
  }
}

/** JavaScript compares units of UTF-16, in which the characters past U+FFFF stand before U+E000. */
function isBefore(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [unit, other] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (unit === other) continue
    const isPair = unit >= 0xd800 && unit < 0xe000
    const isOtherPair = other >= 0xd800 && other < 0xe000
    return isPair === isOtherPair ? unit < other : isOtherPair
  }
  return a.length < b.length
}
