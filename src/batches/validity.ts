/** Which rows of a batch have a value, as Arrow's bitmap. */

export class Validity {
  readonly #bitmap: Uint8Array
  #nulls = 0

  /** All of the rows have one, until `miss` says otherwise. */
  constructor(length: number) {
    this.#bitmap = new Uint8Array(Math.ceil(length / 8)).fill(255)
  }

  miss(row: number): void {
    this.#bitmap[row >> 3]! &= ~(1 << (row & 7))
    this.#nulls++
  }

  /** As `makeData` takes them. */
  props() {
    return this.#nulls === 0 ? { nullCount: 0 } : { nullCount: this.#nulls, nullBitmap: this.#bitmap }
  }
}
