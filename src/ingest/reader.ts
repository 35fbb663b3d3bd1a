/** The waist of ingest: every format is a list of columns and a stream of raw batches. */

import type { Schema } from '../batches/arrow-write.ts'
import type { RawBatch, RawKind } from '../batches/raw.ts'
import type { Reading } from '../report.ts'

/** A row that could not be used. */
export interface BadRow {
  /** 1 is the first row under the header. */
  readonly row: number
  readonly reason: BadRowReason
  readonly column: string | null
  /** What stands there and why it will not do, for people. */
  readonly detail: string
  /** The row as it stands in its file, where that was asked for. */
  readonly original?: string
}

/** Stable codes; what people read is made from them in tally.ts. */
export type BadRowReason =
  | 'ragged'
  | 'quote'
  | 'time-missing'
  | 'time-unreadable'
  | 'amount-missing'
  | 'amount-unreadable'
  | 'amount-too-large'
  | 'quantity-missing'
  | 'quantity-unreadable'

export interface ReadRows {
  readonly batch: RawBatch
  /** Rows that did not even become cells. */
  readonly bad: readonly BadRow[]
}

export interface ReadOptions {
  /** Names of the columns that are needed; all where it is absent. */
  readonly columns?: readonly string[]
  /** Hears of bytes as they come from the disk, for progress. */
  readonly onBytes?: (count: number) => void
  /** Keep each row as it stands in the file, for those that are set aside. */
  readonly keepOriginal?: boolean
  /** A batch need be good only until the next one is asked for. */
  readonly reuse?: boolean
  /** Bytes of text that are looked at together, about; tests make them few. */
  readonly chunkBytes?: number
}

export interface Reader {
  /** The file as the user named it. */
  readonly name: string
  /** For people: "CSV, gzip". */
  readonly format: string
  /** Bytes on disk; null where not known. */
  readonly size: number | null
  /** False for standard input, which has one reading only. */
  readonly rereadable: boolean
  readonly columns: readonly { readonly name: string; readonly kind: RawKind }[]
  /** The types of the columns, where the format has any beyond text. */
  readonly schema?: Schema
  /** Names that the header gives more than once: the first bearer keeps it, and no role may be read from it. */
  readonly repeatedNames: readonly string[]
  /** Encoding, delimiter and the like, guessed or given. */
  readonly readings: readonly Reading[]
  /** Worth a line to the user: a column renamed, a trailing delimiter dropped. */
  readonly notes: readonly string[]
  read(options?: ReadOptions): AsyncIterable<ReadRows>
}
