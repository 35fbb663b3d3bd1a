/** What the reader of Parquet files and its worker thread say to each other. */

import type { BatchBuffers, ColumnLayout } from '../../batches/column-buffers.ts'

/** A file on disk by its path, or the whole of standard input. */
export type ParquetInput = { readonly path: string } | { readonly bytes: Uint8Array }

export interface WorkerData {
  readonly input: ParquetInput
  /** Bytes that a page may unpack to. */
  readonly maxPage: number
  /** The compiled code of the decoder. */
  readonly decoder: object
}

export interface RowsRequest {
  readonly kind: 'rows'
  readonly group: number
  readonly columns: readonly string[] | null
  /** Of the columns, where their buffers will do; else rows are wanted as a stream. */
  readonly layouts: readonly ColumnLayout[] | null
  /** A batch need be good only until the next one is asked for. */
  readonly reuse: boolean
  readonly next: number | null
}

export type Request =
  | { readonly kind: 'open' }
  /** The first rows of a row group, of the columns with those paths; all where null. `next` is read ahead. */
  | RowsRequest
  /** The rows that follow those given last. */
  | { readonly kind: 'more' }
  /** What the footer says of the values of those columns. */
  | { readonly kind: 'bounds'; readonly columns: readonly string[] }
  /** The synchronous reader tells why a row group cannot be decoded where the other one only dies. */
  | { readonly kind: 'explain'; readonly group: number }

export interface Opened {
  /** Rows of each row group. */
  readonly rowGroups: readonly number[]
  /** The Arrow schema as an IPC stream without batches. */
  readonly schema: Uint8Array
  /** Some times are of 96 bits, and were taken for microseconds. */
  readonly hasInt96: boolean
}

/** Of a column in a row group; null is not known. */
export interface ColumnBounds {
  /** Cells without a value. */
  readonly missing: number | null
  readonly values: ValueBounds | null
}

/** No value is outside of these; moments and days are epoch milliseconds, on the clock of the file, rounded down. */
export type ValueBounds =
  | { readonly as: 'text'; readonly least: string; readonly greatest: string }
  | { readonly as: 'number' | 'moment' | 'day'; readonly least: number; readonly greatest: number }

/** What is wrong with a file, as data: it crosses from the thread. */
export type Problem =
  | { readonly kind: 'damaged'; readonly what: string }
  | { readonly kind: 'encrypted'; readonly what: string }
  | { readonly kind: 'column'; readonly column: string; readonly what: string }
  | { readonly kind: 'page'; readonly column: string; readonly bytes: number }

/** Some rows: as an Arrow IPC stream, or as their buffers. */
export type Rows = Uint8Array | BatchBuffers

export type Response =
  | { readonly opened: Opened }
  /** Null at the end of the row group. */
  | { readonly rows: Rows | null }
  /** Row group → column. */
  | { readonly bounds: readonly (readonly (ColumnBounds | null)[])[] }
  | { readonly problem: Problem }
