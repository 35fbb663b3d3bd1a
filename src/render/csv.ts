/** One table as CSV: RFC 4180, LF, raw numbers, shares from 0 to 1, ISO dates, empty where there is no value. */

import { disarmed } from '../batches/formulas.ts'
import type { Column, Table } from '../report.ts'
import { valueAt } from './cells.ts'
import { delimitedLine, quoted } from './delimited.ts'
import type { Renderer } from './renderer.ts'
import { theTable } from './tables.ts'
import { writeText } from './write.ts'

/** Carries one table and no facts: those go to standard error or beside the file. */
export const renderCsv: Renderer = (report, sink, { table }) =>
  writeText(sink, csvLines(theTable(report, table)))

function* csvLines({ columns, rows }: Table): Generator<string> {
  yield delimitedLine(
    columns.map(({ name }) => textCell(name)),
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
  return typeof value === 'string' ? textCell(value) : String(value)
}

const textCell = (text: string) => quoted(disarmed(text), ',')
