/** One table as an Arrow IPC file (Feather V2), the facts in the schema's metadata under `tenure`. */

import type { Writable } from 'node:stream'
import { batchesOf, ipcFile, type RecordBatch, type Schema } from '../batches/arrow-write.ts'
import type { Renderer } from './renderer.ts'
import { theTable } from './tables.ts'
import { schemaWithFacts, valueTable } from './typed.ts'
import { write } from './write.ts'

export const renderArrow: Renderer = (report, sink, style) => {
  const table = theTable(report, style.table)
  const schema = schemaWithFacts(report, table)
  return writeArrow(batchesOf(valueTable(table), schema), schema, sink)
}

/** Record batches as an Arrow IPC file, batch by batch. */
export async function writeArrow(
  batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>,
  schema: Schema,
  sink: Writable,
): Promise<void> {
  for await (const piece of ipcFile(batches, schema)) await write(sink, piece)
}
