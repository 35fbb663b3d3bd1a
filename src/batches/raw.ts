/** Cells as a file holds them, before any column has been given a role. */

import type { RecordBatch } from 'apache-arrow'

/** What a column is by its file: a text format has only text, typed formats say more. */
export type RawKind = 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'timestamp' | 'nested'

/**
 * Cells as bytes of UTF-8, not trimmed: that of row r stands from starts[r] to before ends[r]. One without bytes may
 * still have a text.
 */
export interface ByteCells {
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** What was read of them along the way: instants or units, NaN where a cell is not plain. */
  readonly values?: Float64Array
  /** Numbers of ids of the form that was asked for, -1 where a cell has another. */
  readonly numbers?: Int32Array
}

export interface RawColumn {
  readonly name: string
  readonly kind: RawKind
  /** The cell's exact text; null where it is empty. */
  text(row: number): string | null
  /** The same cells, where the reader has them as bytes: whoever reads all of them need make no texts. */
  readonly cells?: ByteCells
  /** Of numbers: whole units of 10^-scale; NaN where the cell is empty, or must be read from its text. */
  units?(scale: number): Float64Array
  /** Of dates and timestamps: epoch milliseconds, or those of a local clock unless `zoned`; NaN where empty or of no year from 1 to 9999. */
  ms?(row: number): number
  /** `ms` of all rows at once, where that is known; not to be written to. */
  moments?(): Float64Array
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
