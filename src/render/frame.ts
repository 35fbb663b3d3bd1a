/** Draws a grid in a frame that fits the terminal. */

import Table from 'cli-table3'
import { fitColumns, leastText, type Need, nameLines, needOf } from './layout.ts'
import type { GridColumn } from './cells.ts'
import type { Grid, GridCell } from './grid.ts'
import type { Ink } from './ink.ts'
import { cut, pad, wrap } from './width.ts'

export interface Frame {
  readonly text: string
  /** Names of the columns on the right for which the terminal is too narrow. */
  readonly dropped: readonly string[]
}

const ASCII_FRAME = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
}

/** A table is drawn in at most this many frames, one under the other, before columns are left out … */
const MOST_FRAMES = 4

/** … or in more of them, where they are low and a screen or two holds them all. */
const MOST_LINES = 60

/** A frame has three lines of its own and a head. */
const mostFrames = (rows: number) => Math.max(MOST_FRAMES, Math.floor(MOST_LINES / (rows + 4)))

/**
 * The first rows of a grid, framed; text that is too wide is cut or wrapped. Columns that do not fit follow in further
 * frames, which repeat the columns that say what a row is of.
 */
export function frame(grid: Grid, rows: number, ink: Ink, width: number): Frame {
  const cells = Array.from({ length: rows }, (_, row) => grid.row(row))
  const needs = grid.columns.map(({ name, unit, isText }, column) => {
    const need = needOf(
      name,
      unit,
      cells.map(row => row[column]!.text),
      isText ? leastText(column === 0, width) : Number.POSITIVE_INFINITY,
    )
    // A name that is wrapped, as a path at the head of a record, must not ask for a frame of its own.
    return grid.wraps && isText
      ? { ...need, least: Math.min(need.least, leastText(column === 0, width)) }
      : need
  })
  const frames: string[] = []
  let next = 0
  while (next < needs.length && frames.length < mostFrames(rows)) {
    const { shown, widths } = fitted(needs, next, grid.keys, width)
    frames.push(framed(grid, cells, shown, widths, ink))
    next = shown.at(-1)! + 1
  }
  return { text: frames.join('\n'), dropped: grid.columns.slice(next).map(({ name }) => name) }
}

/** What a frame shows from the column at `next` on: beside the keys, or fewer of them where else no column had room. */
function fitted(needs: readonly Need[], next: number, keys: number, width: number) {
  for (let repeated = Math.min(keys, next); ; repeated--) {
    const places = needs.map((_, column) => column).filter(column => column < repeated || column >= next)
    const widths = fitColumns(
      places.map(place => needs[place]!),
      width,
    )
    if (widths.length > repeated || repeated === 0) return { shown: places.slice(0, widths.length), widths }
  }
}

/** One frame: the columns at those places, each of its width. */
function framed(
  grid: Grid,
  cells: readonly (readonly GridCell[])[],
  places: readonly number[],
  widths: readonly number[],
  ink: Ink,
): string {
  const columns = places.map(place => grid.columns[place]!)
  const heads = headLines(columns, widths, ink, grid.wraps)
  const body = cells.map(row => {
    const shown = places.map(place => row[place]!)
    return bodyLines(shown, { columns, wraps: grid.wraps }, widths, ink)
  })
  return draw(heads, body, widths, ink.isUnicode)
}

function headLines(
  columns: readonly GridColumn[],
  widths: readonly number[],
  ink: Ink,
  wraps: boolean,
): string[][] {
  const heads = widths.map((width, column) => {
    const { name, unit } = columns[column]!
    const lines = nameLines(name, width)
    return [...(wraps ? lines.flatMap(line => wrap(line, width)) : lines), ...(unit === '' ? [] : [unit])]
  })
  const height = Math.max(...heads.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    heads.map((lines, column) => {
      const text = cut(lines[line] ?? '', widths[column]!, ink.ellipsis)
      return ink.head(pad(text, widths[column]!, columns[column]!.isNumber ? 'right' : 'left'))
    }),
  )
}

/** The lines of a row: one, unless its texts are wrapped. */
function bodyLines(
  row: readonly GridCell[],
  { columns, wraps }: Pick<Grid, 'columns' | 'wraps'>,
  widths: readonly number[],
  ink: Ink,
): string[][] {
  const texts = widths.map((width, column) =>
    wraps && columns[column]!.isText ? wrap(row[column]!.text, width) : [row[column]!.text],
  )
  return Array.from({ length: Math.max(...texts.map(lines => lines.length)) }, (_, line) =>
    widths.map((width, column) =>
      bodyCell({ ...row[column]!, text: texts[column]![line] ?? '' }, columns[column]!, width, ink),
    ),
  )
}

function bodyCell(
  { text, shade, isIncomplete }: GridCell,
  { isNumber }: GridColumn,
  width: number,
  ink: Ink,
): string {
  const padded = pad(cut(text, width, ink.ellipsis), width, isNumber ? 'right' : 'left')
  if (shade !== null) return ink.shade(padded, shade)
  return isIncomplete ? ink.faint(padded) : padded
}

/** A character of the private use area: no font, no user and no Unicode table has an opinion on its width. */
const STAND_IN = '\ue000'

/**
 * cli-table3 measures with the emoji and scripts of 2019 and cannot tell colour from text. So it frames
 * stand-ins of the right width, which the cells then replace in the order in which they were drawn.
 */
function draw(heads: string[][], body: string[][][], widths: readonly number[], isUnicode: boolean): string {
  const standInLines = (lines: number) =>
    widths.map(width => Array(lines).fill(STAND_IN.repeat(width)).join('\n'))
  const table = new Table({
    head: standInLines(heads.length),
    style: { head: [], border: [] },
    ...(isUnicode ? {} : { chars: ASCII_FRAME }),
  })
  for (const lines of body) table.push(standInLines(lines.length))
  const texts = [...heads, ...body.flat()].flat()
  let next = 0
  const drawn = table.toString().replace(new RegExp(`${STAND_IN}+`, 'g'), () => texts[next++] ?? '')
  return withoutRules(
    drawn,
    heads.length,
    body.map(lines => lines.length),
  )
}

/** Keeps the rule under the head and those beside rows of several lines. */
function withoutRules(drawn: string, headHeight: number, heights: readonly number[]): string {
  const lines = drawn.split('\n')
  const dropped = new Set<number>()
  let rule = headHeight + 1
  for (const [row, height] of heights.slice(0, -1).entries()) {
    rule += height + 1
    if (height === 1 && heights[row + 1] === 1) dropped.add(rule)
  }
  return lines.filter((_, line) => !dropped.has(line)).join('\n')
}
