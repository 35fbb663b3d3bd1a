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

/** What several threads have counted of one file. */
export const sumCounted = (parts: readonly Counted[]): Counted => ({
  money: {
    hasMoney: parts.some(({ money }) => money.hasMoney),
    rounded: parts.reduce((rounded, { money }) => rounded + money.rounded, 0),
    signs: new Set(parts.flatMap(({ money }) => [...money.signs])),
  },
  takenOff: parts.reduce((units, { takenOff }) => units + takenOff, 0n),
  rowsTakenOff: parts.reduce((rows, { rowsTakenOff }) => rows + rowsTakenOff, 0),
  withoutId: sums(parts.flatMap(({ withoutId }) => [...withoutId])),
})

function sums(counts: readonly (readonly [string, number])[]): Map<string, number> {
  const sum = new Map<string, number>()
  for (const [word, count] of counts) sum.set(word, (sum.get(word) ?? 0) + count)
  return sum
}
