/** Segments by the scores of recency and frequency: the ten of a 5 × 5 grid, else a segment per pair (definition S3). */

/** Every pair of scores belongs to exactly one segment. */
export interface SegmentGrid {
  /** Best first. */
  readonly names: readonly string[]
  /** Index into `names`; scores are whole, from 1 to the grid's k. */
  segmentOf(r: number, f: number): number
}

/** The k for which segments have names. */
export const NAMED_SCORES = 5

/** The grid of k scores: named where k is 5, else `R4 F2` and so on. */
export const segmentGrid = (k: number): SegmentGrid => (k === NAMED_SCORES ? NAMED_GRID : pairGrid(k))

/** CleverTap's ten names. */
const NAMES = [
  'Champions',
  'Loyal Customers',
  'Potential Loyalists',
  'New Customers',
  'Promising',
  'Need Attention',
  'About To Sleep',
  'At Risk',
  "Can't Lose Them",
  'Hibernating',
] as const

type Name = (typeof NAMES)[number]

/** F1 to F5 of each R. */
const CELLS: Readonly<Record<number, readonly Name[]>> = {
  5: ['New Customers', 'Potential Loyalists', 'Potential Loyalists', 'Champions', 'Champions'],
  4: ['Promising', 'Potential Loyalists', 'Potential Loyalists', 'Loyal Customers', 'Loyal Customers'],
  3: ['About To Sleep', 'About To Sleep', 'Need Attention', 'Loyal Customers', 'Loyal Customers'],
  2: ['Hibernating', 'Hibernating', 'At Risk', 'At Risk', "Can't Lose Them"],
  1: ['Hibernating', 'Hibernating', 'At Risk', 'At Risk', "Can't Lose Them"],
}

const NAMED_GRID: SegmentGrid = {
  names: NAMES,
  segmentOf: (r, f) => NAMES.indexOf(CELLS[r]![f - 1]!),
}

function pairGrid(k: number): SegmentGrid {
  const segmentOf = (r: number, f: number) => (k - r) * k + k - f
  const names: string[] = []
  for (let r = k; r >= 1; r--) for (let f = k; f >= 1; f--) names[segmentOf(r, f)] = `R${r} F${f}`
  return { names, segmentOf }
}
