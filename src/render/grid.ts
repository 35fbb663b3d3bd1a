/** A table as people see it: cells as text, long tables turned into triangles. What table and Markdown both draw. */

import type { Cell, Column, Pivot, Table } from '../report.ts'
import { cellText, type GridColumn, isNumeric, shownColumns, unitText, valueAt } from './cells.ts'
import { folded, shownColumn } from './fold.ts'
import { plainText } from './plain-text.ts'

export interface Grid {
  readonly columns: readonly GridColumn[]
  readonly rows: number
  /** How many columns in front say what a row is of: each further frame repeats them. */
  readonly keys: number
  /** Long texts go on in the next line instead of being cut. */
  readonly wraps: boolean
  /** How to read what the cells alone do not say, one sentence each. */
  readonly legend: readonly string[]
  /** Computed when asked for, so that a long table needs no objects. */
  row(index: number): readonly GridCell[]
}

export interface GridCell {
  readonly text: string
  /** From 0 to 1, for a heat map; null where the cell has no shade. */
  readonly shade: number | null
  readonly isIncomplete: boolean
}

/** Marks a cell whose period is not over; its neighbours get a space so that digits stay aligned. */
const INCOMPLETE = '*'

/** The people's view of a table; `empty` stands where there is no value. */
export function gridOf(table: Table, empty: string): Grid {
  if (table.show === 'record') return recordGrid(table, empty)
  return table.pivot ? pivotGrid(table, table.pivot, empty) : plainGrid(table, empty)
}

/** The first column becomes the head. */
function recordGrid(table: Table, empty: string): Grid {
  const [first, ...rest] = shownColumns(table)
  const textOf = (column: Column, row: number) => cellText(valueAt(column, row), column, empty)
  const rows = Array.from({ length: table.rows }, (_, row) => row)
  const heads = first ? [first.name, ...rows.map(row => textOf(first, row))] : []
  return {
    columns: heads.map(name => ({ name: plainText(name), unit: '', isNumber: false, isText: true })),
    rows: rest.length,
    keys: 1,
    wraps: true,
    legend: [],
    row: index => {
      const column = rest[index]!
      const unit = unitText(column)
      const name = plainText(column.name) + (unit === '' ? '' : ` (${unit})`)
      return [name, ...rows.map(row => textOf(column, row))].map(plainCell)
    },
  }
}

function plainGrid(table: Table, empty: string): Grid {
  const { columns, legend } = folded(table)
  return {
    columns,
    rows: table.rows,
    keys: table.keys ?? 1,
    wraps: table.show === 'wrap',
    legend,
    row: index => columns.map(column => plainCell(column.text(index, empty))),
  }
}

function pivotGrid(table: Table, pivot: Pivot, empty: string): Grid {
  const [down, across, values] = [pivot.rows, pivot.columns, pivot.values].map(name =>
    columnNamed(table, name),
  )
  const complete = pivot.complete === undefined ? null : columnNamed(table, pivot.complete)
  const beside = (pivot.beside ?? []).map(name => columnNamed(table, name))
  const by = (pivot.by ?? []).map(name => columnNamed(table, name))
  const { lines, places, labels } = placesOf(table.rows, [...by, down!], across!)
  const shown = [...labels.keys()].filter(place =>
    places.some(line => line.has(place) && valueAt(values!, line.get(place)!) !== null),
  )
  const shadeOf = pivot.shade ? shades(table.rows, values!) : () => null
  const hasIncomplete = complete !== null && someIncomplete(table.rows, values!, complete)

  const valueCell = (row: number | undefined): GridCell => {
    if (row === undefined) return plainCell('')
    const value = valueAt(values!, row)
    const isIncomplete = complete !== null && value !== null && valueAt(complete, row) === false
    const mark = isIncomplete ? INCOMPLETE : hasIncomplete ? ' ' : ''
    return { text: cellText(value, values!, empty) + mark, shade: shadeOf(value), isIncomplete }
  }
  return {
    columns: [
      ...[...by, down!, ...beside].map(shownColumn),
      ...shown.map(place => ({
        name: cellText(labels[place]!, across!, empty),
        unit: '',
        isNumber: true,
        isText: false,
      })),
    ],
    rows: lines.length,
    keys: by.length + 1,
    wraps: false,
    legend: [
      `${values!.name} by ${down!.name} (down) and ${across!.name} (across).`,
      ...(hasIncomplete ? [`${INCOMPLETE} not complete yet: the number can still change.`] : []),
    ],
    row: index => [
      ...[...by, down!, ...beside].map(column =>
        plainCell(cellText(valueAt(column, lines[index]!), column, empty)),
      ),
      ...shown.map(place => valueCell(places[index]!.get(place))),
    ],
  }
}

interface Places {
  /** Line → the first row of the table that belongs to it. */
  readonly lines: readonly number[]
  /** Line → place among the labels → row of the table. */
  readonly places: readonly ReadonlyMap<number, number>[]
  readonly labels: readonly Cell[]
}

function placesOf(rows: number, down: readonly Column[], across: Column): Places {
  const labels = labelsOf(rows, across)
  const placeOf = new Map(labels.map((label, place) => [label, place]))
  const lineOf = new Map<string, number>()
  const lines: number[] = []
  const places: Map<number, number>[] = []
  for (let row = 0; row < rows; row++) {
    const key = JSON.stringify(down.map(column => valueAt(column, row)))
    let line = lineOf.get(key)
    if (line === undefined) {
      line = lines.length
      lineOf.set(key, line)
      lines.push(row)
      places.push(new Map())
    }
    const place = placeOf.get(valueAt(across, row))!
    if (places[line]!.has(place))
      throw new Error(`two rows for one cell of ${down.map(({ name }) => name).join(', ')} by ${across.name}`)
    places[line]!.set(place, row)
  }
  return { lines, places, labels }
}

/** Numbers and dates in their order; other labels in the order in which they appear. */
function labelsOf(rows: number, across: Column): Cell[] {
  const labels = new Set<Cell>()
  for (let row = 0; row < rows; row++) labels.add(valueAt(across, row))
  if (isNumeric(across)) return [...labels].sort((a, b) => Number(a) - Number(b))
  return across.type === 'date' ? [...labels].sort() : [...labels]
}

/** From 0 (least) to 1 (most) by rank among the distinct values: one large value does not wash out the rest. */
function shades(rows: number, values: Column): (value: Cell) => number | null {
  const distinct = new Set<number>()
  for (let row = 0; row < rows; row++) {
    const value = valueAt(values, row)
    if (typeof value === 'number') distinct.add(value)
  }
  const sorted = [...distinct].sort((a, b) => a - b)
  const rankOf = new Map<Cell, number>(sorted.map((value, rank) => [value, rank]))
  return value => (value === null ? null : (rankOf.get(value) ?? 0) / Math.max(1, sorted.length - 1))
}

/** Where there is no value, nothing can change and nothing is marked. */
function someIncomplete(rows: number, values: Column, complete: Column): boolean {
  for (let row = 0; row < rows; row++) {
    if (valueAt(complete, row) === false && valueAt(values, row) !== null) return true
  }
  return false
}

function columnNamed({ name, columns }: Table, wanted: string): Column {
  const column = columns.find(one => one.name === wanted)
  if (!column) throw new Error(`table ${name} has no column ${wanted}`)
  return column
}

const plainCell = (text: string): GridCell => ({ text, shade: null, isIncomplete: false })
