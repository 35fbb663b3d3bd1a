/** Rows that are set aside, and why. */

/** A row that could not be used. */
export interface BadRow {
  /** 1 is the first row under the header. */
  readonly row: number
  readonly reason: BadRowReason
  readonly column: string | null
  /** What stands there and why it will not do, for people. */
  readonly detail: string
  /** The row as it stands in its file, where that was asked for. */
  readonly original?: string
}

/** Stable codes; what people read is made from them in tally.ts. */
export type BadRowReason =
  | 'ragged'
  | 'quote'
  | 'time-missing'
  | 'time-unreadable'
  | 'amount-missing'
  | 'amount-unreadable'
  | 'amount-too-large'
  | 'quantity-missing'
  | 'quantity-unreadable'

export const inOrderOfRows = (bad: readonly BadRow[]) => [...bad].sort((a, b) => a.row - b.row)
