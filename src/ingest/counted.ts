/** What is counted while the cells of a file are decoded, for the notes of a run. */

export interface Counted {
  readonly money: MoneyCounted
  /** Money given back beside amounts, which was taken off them: in units, and in how many rows. */
  readonly takenOff: bigint
  readonly rowsTakenOff: number
  /** Rows by the word that stands for no id: "customer NULL". */
  readonly withoutId: ReadonlyMap<string, number>
}

export interface MoneyCounted {
  readonly hasMoney: boolean
  /** Cells with more decimals than the scale keeps. */
  readonly rounded: number
  /** The currency signs seen around amounts. */
  readonly signs: ReadonlySet<string>
}

/** A copy without whatever counts it. */
export const plainCounted = ({ money, takenOff, rowsTakenOff, withoutId }: Counted): Counted => ({
  money: { hasMoney: money.hasMoney, rounded: money.rounded, signs: new Set(money.signs) },
  takenOff,
  rowsTakenOff,
  withoutId: new Map(withoutId),
})
