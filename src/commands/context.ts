/** What the command line hands to a command beside its own options. */

import type { EngineRequest } from '../engines/engine.ts'
import type { InputOptions } from '../ingest/input-options.ts'
import type { RecordBatch, Schema } from '../batches/arrow-write.ts'
import type { Report } from '../report.ts'
import type { OrderRules } from '../rollups/rollup.ts'
import type { Tool } from './tool.ts'

/** Rows of one schema, made as they are written. */
export interface RowStream {
  readonly schema: Schema
  readonly batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>
  /** What the user should know of the rows, a line each, for standard error; complete after the last batch. */
  facts(): readonly string[]
}

export interface CommandContext {
  /** What stood after the words: files, folders, globs, `-`; before them what else the command takes. */
  readonly paths: readonly string[]
  readonly input: InputOptions
  /** What makes an order; a null key is the order column where there is one, else the row. */
  readonly orders: Omit<OrderRules, 'key'> & { readonly key: OrderRules['key'] | null }
  /** The file of --output; null or - is standard output. */
  readonly output: string | null
  /** How rows are cut and orders made, as-of and clock. */
  readonly engine: Omit<EngineRequest, 'specs' | 'orders'>
  /** Every option in force, for the report. */
  readonly stated: Readonly<Record<string, unknown>>
  /** For a command that runs others. */
  readonly tool: Tool
  /** Hears the size of the input before it is read; null where it is not known. */
  onOpen(size: number | null): void
  /** Renders a report as the output options say. */
  report(report: Report): Promise<void>
  /** Writes rows as they are, in the format of --format, or of the ending of --output. */
  rows(stream: RowStream): Promise<void>
}
