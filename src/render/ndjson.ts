/** One table as a line of JSON per row, keyed by column name. */

import type { Table } from '../report.ts'
import { valueAt } from './cells.ts'
import { plainJson } from './plain-text.ts'
import type { Renderer } from './renderer.ts'
import { theTable } from './tables.ts'
import { writeText } from './write.ts'

export const renderNdjson: Renderer = (report, sink, { table }) =>
  writeText(sink, rowLines(theTable(report, table)))

function* rowLines({ columns, rows }: Table): Generator<string> {
  for (let row = 0; row < rows; row++) {
    const entries = columns.map(column => [column.name, valueAt(column, row)])
    yield `${plainJson(Object.fromEntries(entries))}\n`
  }
}
