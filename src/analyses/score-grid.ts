/** Segments by scores: the named grid, pairs of scores, or a map of the user's own. */

import { amountNeeded } from '../errors/index.ts'
import type { TextFile } from '../flags.ts'
import type { Measures, ScoredMeasure } from '../measures/rfm-measures.ts'
import { segmentGrid } from '../measures/segment-grid.ts'
import { parseMap } from '../rules/map-file.ts'

export interface ScoreGrid {
  readonly names: readonly string[]
  /** Whether M names the segment too. */
  readonly needsMoney: boolean
  /** Which scores name a segment, in a sentence. */
  readonly how: string
  segmentOf(r: number, f: number, m: number): number
}

/** A UserError where a map is wrong, or needs scores of money and there is none. */
export function scoreGrid(
  { map, scores }: { map: TextFile | null; scores: number },
  hasAmount: boolean,
): ScoreGrid {
  if (!map)
    return { ...segmentGrid(scores), needsMoney: false, how: 'R and F scores name the segment; M does not.' }
  const own = parseMap(map, scores)
  if (own.needsMoney && !hasAmount) throw amountNeeded('map')
  return { ...own, how: `The map ${own.path} names the segment by ${own.axes}.` }
}

/** By customer, the index of the segment; a map that has no use for M is not asked about it. */
export function segmentsByScore(grid: ScoreGrid, { r, f, m }: Measures<ScoredMeasure>): Uint16Array {
  const segments = new Uint16Array(r.scores.length)
  // Few cells have many customers each: a cell is asked for once.
  const known = new Int32Array(CELLS).fill(-1)
  for (let customer = 0; customer < segments.length; customer++) {
    const cell = (r.scores[customer]! << 8) | (f.scores[customer]! << 4) | (m ? m.scores[customer]! : 1)
    if (known[cell] === -1) known[cell] = grid.segmentOf(cell >> 8, (cell >> 4) & 15, cell & 15)
    segments[customer] = known[cell]!
  }
  return segments
}

/** Of three scores below 16 each. */
const CELLS = 1 << 12
