/** Cells as a file holds them, before any column has been given a role. */

import type { RecordBatch } from 'apache-arrow'

/** What a column is by its file: a text format has only text, typed formats say more. */
export type RawKind = 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'timestamp' | 'nested'

export interface RawColumn {
  readonly name: string
  readonly kind: RawKind
  /** The cell's exact text; null where it is empty. */
  text(row: number): string | null
  /** Of dates and timestamps: epoch milliseconds, or those of a local clock unless `zoned`; NaN where empty or of no year from 1 to 9999. */
  ms?(row: number): number
  /** The cells are instants, not local times. */
  readonly zoned?: boolean
}

export interface RawBatch {
  readonly rows: number
  readonly columns: readonly RawColumn[]
  /** Where row r stands in its file: 1 is the first row under the header. */
  rowNumber(row: number): number
  /** The row as it stands in a text file, where that was asked for. */
  original?(row: number): string
  /** The same rows as Arrow, where the file was Arrow or Parquet. */
  readonly arrow?: RecordBatch
  /** Columns that do not stand in the file, which are the last ones. */
  readonly added?: readonly RawColumn[]
}
