/** The picture of a table, for people at a terminal: its numbers are columns of the table, which all formats carry. */

import type { Column, Picture, Table } from '../report.ts'
import { type Bar, barLines, sparkline } from './bars.ts'
import { cellText, valueAt } from './cells.ts'
import { curveLines, type Point } from './curve.ts'
import type { Ink } from './ink.ts'
import { plainText } from './plain-text.ts'

/** Bars, curves and lines that a glance takes in. */
const MOST_BARS = 12
const MOST_CURVES = 4
const MOST_SPARKS = 30

/** Lines of at most that width; none where there is nothing to see, or no room. */
export function pictureLines(table: Table, picture: Picture, ink: Ink, width: number): string[] {
  switch (picture.kind) {
    case 'curve':
      return curves(table, picture, ink, width)
    case 'flow':
      return barLines(flowBars(table, picture, ink), ink, width)
    case 'sparks':
      return sparks(table, picture, ink, width)
  }
}

type Kind<K extends Picture['kind']> = Extract<Picture, { kind: K }>

function curves(
  table: Table,
  { x, y, by, isStep, hasDiagonal }: Kind<'curve'>,
  ink: Ink,
  width: number,
): string[] {
  const [along, height] = [columnOf(table, x), columnOf(table, y)]
  const rowsOf = groups(table, by)
  return [...rowsOf].slice(0, MOST_CURVES).flatMap(([name, rows]) => {
    const points = rows.flatMap((row): Point[] => {
      const [px, py] = [valueAt(along, row), valueAt(height, row)]
      return typeof px === 'number' && typeof py === 'number' ? [{ x: px, y: py }] : []
    })
    // Before the first step nothing has happened yet: the curve begins at 0.
    const start =
      isStep === true && points[0] && points[0].x > 0 ? [{ x: 0, y: y === 'survival' ? 1 : 0 }] : []
    const xText = (value: number) => cellText(value, along, ink.empty)
    const shape = { isStep: isStep === true, hasDiagonal: hasDiagonal === true, xText }
    const lines = curveLines([...start, ...points], shape, ink, width)
    const title = `${y}${name === '' ? '' : ` of ${plainText(name)}`} by ${x}`
    return lines.length === 0 ? [] : [title, ...lines]
  })
}

/** The largest rows, those of nothing left out; what stays where it is has no bar. */
function flowBars(table: Table, { from, to, value }: Kind<'flow'>, ink: Ink): Bar[] {
  const [left, reached, values] = [from, to, value].map(name => columnOf(table, name)) as [
    Column,
    Column,
    Column,
  ]
  const arrow = ink.isUnicode ? '→' : '->'
  const bars: Bar[] = []
  for (let row = 0; row < table.rows; row++) {
    const [start, end, size] = [valueAt(left, row), valueAt(reached, row), valueAt(values, row)]
    if (start === end || typeof size !== 'number' || size <= 0) continue
    const label = plainText(`${start} ${arrow} ${end}`)
    bars.push({ label, value: size, text: cellText(size, values, ink.empty) })
  }
  return bars.sort((a, b) => b.value - a.value).slice(0, MOST_BARS)
}

function sparks(table: Table, { by, values }: Kind<'sparks'>, ink: Ink, width: number): string[] {
  const rows = [...groups(table, by)].flatMap(([group, own]) =>
    values.map(value => {
      const column = columnOf(table, value)
      const name = [...(group === '' ? [] : [group]), ...(values.length > 1 ? [value] : [])].join(' ')
      return { name: plainText(name), column, numbers: own.map(row => Number(valueAt(column, row) ?? 0)) }
    }),
  )
  const longest = Math.max(0, ...rows.map(({ name }) => name.length))
  // Each line has its own height, so the least and the most of it stand beside.
  const span = (numbers: readonly number[], column: Column) =>
    [Math.min(...numbers), Math.max(...numbers)].map(end => cellText(end, column, ink.empty)).join(' to ')
  return rows
    .filter(({ numbers }) => numbers.length > 1 && numbers.some(number => number > 0))
    .slice(0, MOST_SPARKS)
    .map(({ name, column, numbers }) => {
      const beside = span(numbers, column)
      const shown = latest(numbers, width - longest - beside.length - 4)
      return `${name.padEnd(longest)}  ${sparkline(shown, ink)}  ${beside}`
    })
    .filter(line => line.length <= width)
}

/** What there is room for, of the end. */
const latest = (numbers: readonly number[], room: number) => (room < 1 ? [] : numbers.slice(-room))

/** The rows of each combination of values, by its name; all of them under '' where there is nothing to part them by. */
function groups({ rows, ...table }: Table, by: readonly string[] = []): Map<string, number[]> {
  const columns = by.map(name => columnOf(table, name))
  const found = new Map<string, number[]>()
  for (let row = 0; row < rows; row++) {
    const key = columns.map(column => String(valueAt(column, row))).join(', ')
    const own = found.get(key)
    if (own) own.push(row)
    else found.set(key, [row])
  }
  return found
}

function columnOf({ name, columns }: Pick<Table, 'name' | 'columns'>, wanted: string): Column {
  const column = columns.find(one => one.name === wanted)
  if (!column) throw new Error(`table ${name} has no column ${wanted}`)
  return column
}
