/** What an exporter is: rows of one schema go in, bytes of one format go to a sink. */

import type { Writable } from 'node:stream'
import type { RecordBatch, Schema } from '../batches/arrow-write.ts'

/** The names --format takes where rows are written as they are, in help order. */
export const EXPORT_FORMATS = ['csv', 'tsv', 'parquet', 'arrow'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Writes batches of one schema as they come, and resolves when the sink has taken every byte. */
export type Exporter = (
  batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>,
  schema: Schema,
  sink: Writable,
) => Promise<void>
