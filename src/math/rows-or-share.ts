/** How many rows something may take: a number of them, or a share of all. */

export interface RowsOrShare {
  /** Rows, or a share from 0 to 1. */
  readonly limit: number
  readonly isShare: boolean
}

/** 20 → 20 rows, 0.5% → that share; null where the text is neither. */
export function parseRowsOrShare(text: string): RowsOrShare | null {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? []
  if (number === undefined) return null
  if (percent === '') return /^\d+$/.test(number) ? { limit: Number(number), isShare: false } : null
  const limit = Number(number) / 100
  return limit <= 1 ? { limit, isShare: true } : null
}

export const rowsOrShareText = ({ limit, isShare }: RowsOrShare) =>
  isShare ? `${Number((limit * 100).toPrecision(12))}%` : String(limit)

export const rowsAllowed = ({ limit, isShare }: RowsOrShare, rows: number) => (isShare ? limit * rows : limit)
