/** The whole report as JSON of a documented, versioned shape (docs/output.md), streamed row by row. */

import type { Report, Table } from '../report.ts'
import { valueAt } from './cells.ts'
import { metaOf, stamp, tableMeta } from './meta.ts'
import { plainJson } from './plain-text.ts'
import type { Renderer } from './renderer.ts'
import { chosenTables } from './tables.ts'
import { writeText } from './write.ts'

export const renderJson: Renderer = (report, sink, { table }) =>
  writeText(sink, documentPieces(report, chosenTables(report, table)))

function* documentPieces(report: Report, tables: readonly Table[]): Generator<string> {
  yield `{"tenure":${plainJson(stamp())},\n"meta":${plainJson(metaOf(report))},\n"tables":{`
  for (const [index, table] of tables.entries()) {
    yield `${index === 0 ? '' : ','}\n${plainJson(table.name)}:`
    yield* tablePieces(table)
  }
  yield `},\n"notes":${plainJson(report.notes)}}\n`
}

function* tablePieces(table: Table): Generator<string> {
  yield `${plainJson(tableMeta(table)).slice(0, -1)},"rows":[`
  for (let row = 0; row < table.rows; row++) {
    const values = table.columns.map(column => valueAt(column, row))
    yield `${row === 0 ? '' : ','}\n${plainJson(values)}`
  }
  yield ']}'
}
