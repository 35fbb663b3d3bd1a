/** What packed bytes may unpack to: more than so many times their size is a trap, not an export. */

/** Below this the ratio says nothing: a small file may well be one row a thousand times. */
const RATIO_FLOOR = 1 << 28

/** They are damaged or cut off. */
export class Damaged extends Error {}

/** They unpack to more than the bound. */
export class TooMuch extends Error {}

export class RatioWatch {
  readonly #limit: number
  #packed = 0
  #unpacked = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  packed({ length }: Uint8Array): void {
    this.#packed += length
  }

  /** Throws TooMuch. */
  unpacked({ length }: Uint8Array): void {
    this.#unpacked += length
    if (this.#unpacked < RATIO_FLOOR || this.#unpacked <= this.#packed * this.#limit) return
    throw new TooMuch()
  }
}
