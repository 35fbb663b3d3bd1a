/** Cells of a column that were found good: most columns repeat a few values, which then need no second look. */

import { HashedTexts } from '../../batches/hashed-texts.ts'
import type { ByteCells } from '../../batches/raw.ts'

/** A column with more values than this repeats them too seldom to be worth the memory. */
const MOST_VALUES = 1 << 16

export class GoodCells {
  #values: HashedTexts | null = new HashedTexts()
  readonly #isGood = new Uint8Array(MOST_VALUES)
  #code = 0

  /** Whether a cell of the same bytes was found good. */
  has({ bytes, starts, ends }: ByteCells, row: number): boolean {
    if (this.#values === null) return false
    if (this.#values.size === MOST_VALUES) this.#values = null
    else this.#code = this.#values.intern(bytes, starts[row]!, ends[row]!)
    return this.#values !== null && this.#isGood[this.#code] === 1
  }

  /** The cell that was asked for last is good. */
  learn(): void {
    this.#isGood[this.#code] = 1
  }
}
