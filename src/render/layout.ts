/** How wide each column may be, so that the frame fits the terminal and no number is ever cut. */

import { widthOf } from './width.ts'

/** What a column wants: its natural width, and the least it can do with. */
export interface Need {
  readonly natural: number
  readonly least: number
}

/** A text column is not cut to less than this. */
const LEAST_TEXT = 8

/** The first column says what a row is: it is kept whole where that takes no more than a quarter of the width. */
const FIRST_SHARE = 0.25

/** A border and a space on each side of every cell, and the last border. */
const frameWidth = (columns: number) => 3 * columns + 1

/** What a text column may be cut to. */
export const leastText = (isFirst: boolean, width: number) =>
  isFirst ? Math.max(LEAST_TEXT, Math.floor(width * FIRST_SHARE)) : LEAST_TEXT

/** The need of a column whose name may be broken at underscores and whose cells may be cut to `leastCell`. */
export function needOf(name: string, unit: string, cells: readonly string[], leastCell: number): Need {
  const widest = cells.reduce((most, cell) => Math.max(most, widthOf(cell)), widthOf(unit))
  const piece = Math.max(...namePieces(name).map(widthOf))
  return {
    natural: Math.max(widthOf(name), widest),
    least: Math.max(piece, Math.min(widest, leastCell)),
  }
}

/** The widths of the columns that fit, from the left; at least one. What is spare goes to those that want it. */
export function fitColumns(needs: readonly Need[], width: number): number[] {
  let shown = needs.length
  const leastOf = (count: number) =>
    needs.slice(0, count).reduce((sum, { least }) => sum + least, frameWidth(count))
  while (shown > 1 && leastOf(shown) > width) shown--
  const widths = needs.slice(0, shown).map(({ least }) => Math.min(least, width - frameWidth(1)))
  return shareOut(widths, needs, width - leastOf(shown))
}

/** Fair shares: who wants little gets it whole, the rest share alike. */
function shareOut(widths: number[], needs: readonly Need[], spare: number): number[] {
  const wants = widths.map((width, column) => ({ column, want: needs[column]!.natural - width }))
  wants.sort((a, b) => a.want - b.want)
  let left = Math.max(0, spare)
  for (const [rank, { column, want }] of wants.entries()) {
    const share = Math.max(0, Math.min(want, Math.floor(left / (wants.length - rank))))
    widths[column]! += share
    left -= share
  }
  return widths
}

/** A column's name in lines of at most that width, broken after underscores and at spaces. */
export function nameLines(name: string, width: number): string[] {
  const lines: string[] = []
  for (const piece of namePieces(name)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last + piece) <= width) lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  return lines
}

const namePieces = (name: string) => name.match(/[^_ ]*[_ ]?/g)?.filter(piece => piece !== '') ?? [name]
