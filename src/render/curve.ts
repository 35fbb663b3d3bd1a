/** A curve drawn in characters: dots of Braille where there is Unicode, asterisks where there is not. */

import type { Ink } from './ink.ts'

export interface Point {
  readonly x: number
  /** From 0 to 1: the height of the picture. */
  readonly y: number
}

export interface CurveShape {
  readonly isStep: boolean
  readonly hasDiagonal: boolean
  /** How the ends of the axis below are written. */
  xText(x: number): string
}

const ROWS = 8
const MOST_COLUMNS = 64

/** Dots of a Braille character, by column and row from the top. */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const
const BRAILLE = 0x2800

/**
 * The lines of a picture of points, ascending in x, at most `width` wide. Between two points a step holds the height of the
 * first; a line goes straight on. Where there is a diagonal the line of equality is drawn too.
 */
export function curveLines(
  points: readonly Point[],
  { isStep, hasDiagonal, xText }: CurveShape,
  ink: Ink,
  width: number,
): string[] {
  const label = (text: string) => text.padStart(5)
  const columns = Math.min(MOST_COLUMNS, width - 7)
  if (points.length < 2 || columns < 10) return []
  const [first, last] = [points[0]!.x, points.at(-1)!.x]
  const canvas = new Canvas(columns, ink.isUnicode)
  const heightAt = heights(points, isStep)
  for (let dot = 0; dot < canvas.width; dot++) {
    const along = dot / (canvas.width - 1)
    canvas.set(dot, heightAt(first + along * (last - first)))
    if (hasDiagonal && dot % 4 === 0) canvas.set(dot, along)
  }
  const side = ink.isUnicode ? '│' : '|'
  const lines = canvas
    .lines()
    .map((line, row) => `${label(row === 0 ? '100%' : row === ROWS - 1 ? '0%' : '')} ${side}${line}`)
  const [left, right] = [xText(first), xText(last)]
  return [
    ...lines,
    `${label('')} ${ink.isUnicode ? '└' : '+'}${(ink.isUnicode ? '─' : '-').repeat(columns)}`,
    `${label('')}  ${left.padEnd(columns - right.length)}${right}`,
  ]
}

/** The height at any x between the first and the last point; asked for in ascending order. */
function heights(points: readonly Point[], isStep: boolean): (x: number) => number {
  let next = 1
  return x => {
    while (next < points.length - 1 && points[next]!.x <= x) next++
    const [before, after] = [points[next - 1]!, points[next]!]
    if (x >= after.x) return after.y
    if (isStep || after.x === before.x) return before.y
    return before.y + ((after.y - before.y) * (x - before.x)) / (after.x - before.x)
  }
}

/** Dots that are set from the bottom (0) to the top (1). */
class Canvas {
  readonly width: number
  readonly #isUnicode: boolean
  readonly #cells: Uint8Array[]

  constructor(columns: number, isUnicode: boolean) {
    this.width = isUnicode ? columns * 2 : columns
    this.#isUnicode = isUnicode
    this.#cells = Array.from({ length: ROWS }, () => new Uint8Array(columns))
  }

  set(dot: number, height: number): void {
    const perRow = this.#isUnicode ? 4 : 1
    const fromTop = Math.round((1 - Math.min(1, Math.max(0, height))) * (ROWS * perRow - 1))
    const row = this.#cells[Math.floor(fromTop / perRow)]!
    if (this.#isUnicode) row[dot >> 1]! |= DOTS[dot & 1]![fromTop % 4]!
    else row[dot] = 1
  }

  lines(): string[] {
    const character = (cell: number) => {
      if (cell === 0) return ' '
      return this.#isUnicode ? String.fromCodePoint(BRAILLE + cell) : '*'
    }
    return this.#cells.map(row => Array.from(row, character).join('').trimEnd())
  }
}
