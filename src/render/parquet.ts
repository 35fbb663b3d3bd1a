/** One table as Parquet (ZSTD), the facts in its metadata under `tenure`; streamed row group by row group. */

import type { Writable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import {
  Compression,
  Table as WasmTable,
  transformParquetStream,
  type RecordBatch as WasmBatch,
  WriterPropertiesBuilder,
} from 'parquet-wasm'
import { batchesOf, emptyBatch, ipcStream, type RecordBatch, type Schema } from '../batches/arrow-write.ts'
import type { Renderer } from './renderer.ts'
import { theTable } from './tables.ts'
import { schemaWithFacts, valueTable } from './typed.ts'
import { write } from './write.ts'

/** DuckDB's default: large enough to compress well, small enough that readers can skip groups. */
const ROW_GROUP_ROWS = 122_880

export const renderParquet: Renderer = (report, sink, style) => {
  const table = theTable(report, style.table)
  const schema = schemaWithFacts(report, table)
  return writeParquet(batchesOf(valueTable(table), schema), schema, sink)
}

/** Record batches as a Parquet file; memory holds one row group, whatever the number of rows. */
export async function writeParquet(
  batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>,
  schema: Schema,
  sink: Writable,
  rowGroupRows = ROW_GROUP_ROWS,
): Promise<void> {
  const source = new WasmSource(batches, schema)
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(rowGroupRows)
    .setKeyValueMetadata(schema.metadata)
    .build()
  try {
    for await (const piece of await transformParquetStream(source.stream(), properties))
      await write(sink, piece)
  } catch (error) {
    // The writer's complaint of a source that ended too early would hide why it did.
    throw source.failure ?? error
  } finally {
    await source.stop()
  }
  if (source.failure !== null) throw source.failure
}

/** Batches handed to WebAssembly when it asks for the next. */
class WasmSource {
  /** parquet-wasm takes an error of its source for the end, and would write a whole file of half the rows. */
  failure: Error | null = null
  private readonly batches: AsyncGenerator<RecordBatch>

  constructor(batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>, schema: Schema) {
    this.batches = startingEmpty(batches, schema)
  }

  stream(): ReadableStream<WasmBatch> {
    return new ReadableStream<WasmBatch>(
      {
        pull: async controller => {
          const batch = await this.next()
          if (batch) controller.enqueue(batch)
          else controller.close()
        },
      },
      { highWaterMark: 0 },
    )
  }

  /** Ends the source: a reader that fails leaves the writer asking for more. */
  async stop(): Promise<void> {
    await this.batches.return(undefined)
  }

  private async next(): Promise<WasmBatch | undefined> {
    try {
      const { value } = await this.batches.next()
      return value && toWasm(value)
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error))
      return undefined
    }
  }
}

/** The writer learns the schema from its first batch; there may be none. */
async function* startingEmpty(
  batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>,
  schema: Schema,
): AsyncGenerator<RecordBatch> {
  yield emptyBatch(schema)
  yield* batches
}

function toWasm(batch: RecordBatch): WasmBatch | undefined {
  const table = WasmTable.fromIPCStream(ipcStream(batch))
  const wasmBatch = table.recordBatch(0)
  table.free()
  return wasmBatch
}
