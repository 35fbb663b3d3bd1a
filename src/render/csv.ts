/** One table as CSV: RFC 4180, LF, raw numbers, shares from 0 to 1, ISO dates, empty where there is no value. */

import type { Column, Table } from '../report.ts'
import { valueAt } from './cells.ts'
import { delimitedLine, quoted } from './delimited.ts'
import type { Renderer } from './renderer.ts'
import { theTable } from './tables.ts'
import { writeText } from './write.ts'

/** A text that begins so is run as a formula by spreadsheets (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r]/

/** Carries one table and no facts: those go to standard error or beside the file. */
export const renderCsv: Renderer = (report, sink, { table }) =>
  writeText(sink, csvLines(theTable(report, table)))

function* csvLines({ columns, rows }: Table): Generator<string> {
  yield delimitedLine(
    columns.map(({ name }) => quoted(name, ',')),
    ',',
  )
  for (let row = 0; row < rows; row++) {
    yield delimitedLine(
      columns.map(column => csvCell(column, row)),
      ',',
    )
  }
}

function csvCell(column: Column, row: number): string {
  const value = valueAt(column, row)
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  return quoted(FORMULA_START.test(value) ? `'${value}` : value, ',')
}
