/** Order ids by their first letter, and whether all rows of a letter give money back (definition G6). */

import type { Batch } from '../../batches/batch.ts'

interface Rows {
  rows: number
  refunds: number
}

export class OrderPrefixes {
  readonly #byLetter = new Map<string, Rows>()

  /** Kept as a property, so that it can be handed on as a listener. */
  readonly add = (batch: Batch): void => {
    if (!batch.has('order') || !batch.has('amount')) return
    const letters = this.#lettersOf(batch)
    const codes = batch.codes('order')
    const refunds = batch.refunds()
    for (let row = 0; row < batch.rows; row++) {
      if (codes[row] === -1 || batch.leftOut?.marks[row]) continue
      const rows = letters(codes[row]!)
      rows.rows++
      rows.refunds += refunds[row]!
    }
  }

  /** Letters of which every row is a refund, where other ids are sales. */
  get refundLetters(): readonly { readonly letter: string; readonly rows: number }[] {
    const all = [...this.#byLetter].map(([letter, { rows, refunds }]) => ({ letter, rows, refunds }))
    const isSold = all.some(({ rows, refunds }) => refunds < rows)
    return isSold ? all.filter(({ letter, rows, refunds }) => letter !== '' && refunds === rows) : []
  }

  /** The counts of the letter of an order; lines of one order mostly follow each other. */
  #lettersOf(batch: Batch): (order: number) => Rows {
    const ids = batch.dictionary('order')
    let last = -1
    let rows: Rows = { rows: 0, refunds: 0 }
    return order => {
      if (order === last) return rows
      last = order
      rows = this.#rowsOf(/^\p{L}/u.exec(ids.text(order))?.[0] ?? '')
      return rows
    }
  }

  #rowsOf(letter: string): Rows {
    const known = this.#byLetter.get(letter)
    if (known) return known
    const rows = { rows: 0, refunds: 0 }
    this.#byLetter.set(letter, rows)
    return rows
  }
}
