/**
 * Rows as CSV or TSV, digit by digit as they are stored. Unlike a report's CSV nothing is put before cells that
 * look like formulas: what is read back must be what was written.
 */

import { type CellReader, textReader } from '../batches/arrow-text.ts'
import type { RecordBatch } from '../batches/arrow-write.ts'
import { type Delimiter, delimitedLine, quoted } from './delimited.ts'
import type { Exporter } from './exporter.ts'
import { writeText } from './write.ts'

export const exportCsv: Exporter = delimitedExporter(',')
export const exportTsv: Exporter = delimitedExporter('\t')

function delimitedExporter(delimiter: Delimiter): Exporter {
  return async (batches, schema, sink) => {
    const names = schema.fields.map(({ name }) => exactCell(name, delimiter))
    await writeText(sink, [delimitedLine(names, delimiter)])
    for await (const batch of batches) await writeText(sink, batchLines(batch, delimiter))
  }
}

function* batchLines(batch: RecordBatch, delimiter: Delimiter): Generator<string> {
  const readers: CellReader[] = batch.data.children.map((data, column) =>
    textReader(batch.schema.fields[column]!.name, data),
  )
  for (let row = 0; row < batch.numRows; row++) {
    yield delimitedLine(
      readers.map(read => exactCell(read(row), delimiter)),
      delimiter,
    )
  }
}

/** Nothing where there is no value; "" for a text of no letters, which is a value. */
function exactCell(text: string | null, delimiter: Delimiter): string {
  if (text === null) return ''
  return text === '' ? '""' : quoted(text, delimiter)
}
