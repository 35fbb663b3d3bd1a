/** Draws a grid in a frame that fits the terminal. */

import Table from 'cli-table3'
import { fitColumns, leastText, nameLines, needOf } from './layout.ts'
import type { Grid, GridCell, GridColumn } from './grid.ts'
import type { Ink } from './ink.ts'
import { cut, pad } from './width.ts'

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

/** A table is drawn in at most this many frames, one under the other, before columns are left out. */
const MOST_FRAMES = 4

/**
 * The first rows of a grid, framed; text that is too wide is cut. Columns that do not fit follow in further
 * frames, which repeat the first column.
 */
export function frame(grid: Grid, rows: number, ink: Ink, width: number): Frame {
  const cells = Array.from({ length: rows }, (_, row) => grid.row(row))
  const needs = grid.columns.map(({ name, unit, isText }, column) =>
    needOf(
      name,
      unit,
      cells.map(row => row[column]!.text),
      isText ? leastText(column === 0, width) : Number.POSITIVE_INFINITY,
    ),
  )
  const frames: string[] = []
  let next = 0
  while (next < needs.length && frames.length < MOST_FRAMES) {
    const rest = needs.map((_, column) => column).slice(next)
    const places = next === 0 ? rest : [0, ...rest]
    const widths = fitColumns(
      places.map(place => needs[place]!),
      width,
    )
    // Not even one more column beside the first: it takes the frame alone.
    if (next > 0 && widths.length === 1) widths.splice(0, 1, ...fitColumns([needs[next]!], width))
    const shown = next > 0 && widths.length === 1 ? [next] : places.slice(0, widths.length)
    frames.push(framed(grid, cells, shown, widths, ink))
    next = shown.at(-1)! + 1
  }
  return { text: frames.join('\n'), dropped: grid.columns.slice(next).map(({ name }) => name) }
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
  const heads = headLines(columns, widths, ink)
  const body = cells.map(row => places.map((place, i) => bodyCell(row[place]!, columns[i]!, widths[i]!, ink)))
  return draw(heads, body, widths, ink.isUnicode)
}

function headLines(columns: readonly GridColumn[], widths: readonly number[], ink: Ink): string[][] {
  const heads = widths.map((width, column) => {
    const { name, unit } = columns[column]!
    return [...nameLines(name, width), ...(unit === '' ? [] : [unit])]
  })
  const height = Math.max(...heads.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    heads.map((lines, column) => {
      const text = cut(lines[line] ?? '', widths[column]!, ink.ellipsis)
      return ink.head(pad(text, widths[column]!, columns[column]!.isNumber ? 'right' : 'left'))
    }),
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
function draw(heads: string[][], body: string[][], widths: readonly number[], isUnicode: boolean): string {
  const standIns = widths.map(width => STAND_IN.repeat(width))
  const table = new Table({
    head: standIns.map(standIn => Array(heads.length).fill(standIn).join('\n')),
    style: { head: [], border: [] },
    ...(isUnicode ? {} : { chars: ASCII_FRAME }),
  })
  for (const _ of body) table.push(standIns)
  const texts = [...heads, ...body].flat()
  let next = 0
  const drawn = table.toString().replace(new RegExp(`${STAND_IN}+`, 'g'), () => texts[next++] ?? '')
  return body.length > 1 ? withoutRules(drawn, heads.length) : drawn
}

/** Keeps the rule under the head and drops those between rows. */
function withoutRules(drawn: string, headHeight: number): string {
  const lines = drawn.split('\n')
  const firstRow = headHeight + 2
  return lines
    .filter((_, line) => line < firstRow || line === lines.length - 1 || (line - firstRow) % 2 === 0)
    .join('\n')
}
