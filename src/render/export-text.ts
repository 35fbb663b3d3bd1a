/**
 * Rows as CSV or TSV, digit by digit as they are stored. Unlike a report's CSV nothing is put before cells that
 * look like formulas unless --safe-csv asks for it: what is read back must be what was written.
 */

import { CellWriters, specialBytes } from '../batches/arrow-bytes.ts'
import type { RecordBatch } from '../batches/arrow-write.ts'
import { ByteBuffer } from '../batches/byte-buffer.ts'
import type { Delimiter } from './delimited.ts'
import type { Exporter } from './exporter.ts'
import { write } from './write.ts'

export const exportCsv: Exporter = delimitedExporter(',')
export const exportTsv: Exporter = delimitedExporter('\t')

/** Bytes gathered before they are handed on. */
const CHUNK_BYTES = 1 << 17

const LINE_END = 10

/** `isSafe`: texts that a spreadsheet would run are disarmed. */
export function delimitedExporter(delimiter: Delimiter, isSafe = false): Exporter {
  const comma = delimiter.charCodeAt(0)
  const special = specialBytes(delimiter)
  return async (batches, schema, sink) => {
    const writers = new CellWriters(special, isSafe)
    const lines = new ByteBuffer(CHUNK_BYTES * 2)
    for (const [i, { name }] of schema.fields.entries()) {
      if (i > 0) lines.byte(comma)
      const cell = writers.cell(name)
      lines.copy(cell, 0, cell.length)
    }
    lines.byte(LINE_END)
    for await (const batch of batches) {
      for (const piece of batchLines(batch, lines, comma, writers)) await write(sink, piece)
    }
    if (lines.end > 0) await write(sink, lines.take())
  }
}

function* batchLines(
  batch: RecordBatch,
  lines: ByteBuffer,
  comma: number,
  writers: CellWriters,
): Generator<Uint8Array> {
  const cells = batch.data.children.map((data, column) => writers.of(batch.schema.fields[column]!.name, data))
  for (let row = 0; row < batch.numRows; row++) {
    const start = lines.end
    for (let i = 0; i < cells.length; i++) {
      if (i > 0) lines.byte(comma)
      cells[i]!(row, lines)
    }
    // A line of one empty cell would be skipped by readers as blank.
    if (lines.end === start) lines.text('""')
    lines.byte(LINE_END)
    if (lines.end >= CHUNK_BYTES) yield lines.take()
  }
}
