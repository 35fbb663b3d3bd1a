/** The waist of ingest: every format is a list of columns and a stream of raw batches. */

import type { Schema } from '../batches/arrow-write.ts'
import type { Filter } from '../batches/filter.ts'
import type { RawBatch, RawKind } from '../batches/raw.ts'
import type { Reading } from '../report.ts'
import type { BadRow } from './bad-row.ts'
import type { Elsewhere, Hints } from './csv/elsewhere.ts'

export type { BadRow, BadRowReason } from './bad-row.ts'

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
  /** What becomes of columns, where that is known. */
  readonly hints?: Hints
  /** Threads that may read ahead, as soon as there are any. */
  readonly elsewhere?: () => Elsewhere | null
  /** The reading is broken off behind so many rows, if not before: what lies beyond need not be read ahead. */
  readonly most?: number
  /** Rows that a reader may leave unread, where the file says enough of them. */
  readonly unneeded?: Unneeded
  /** Bytes of text that are looked at together, about; tests make them few. */
  readonly chunkBytes?: number
  /** What is read of a file that can be read in parts; all of it where that is absent. */
  readonly part?: Part
}

/**
 * One of several parts, which together are the file: of its row groups those whose place leaves `place` when it is
 * divided by `of`. Rows keep the numbers that they have in the file, and come in their order: the number of a batch's
 * first row tells its place among the batches of all parts, as that of a bad row does among bad rows.
 */
export interface Part {
  readonly place: number
  readonly of: number
}

/** What may be left unread of a file. */
export interface Unneeded {
  readonly filter: Filter
  /** The column of the time of a row. */
  readonly time: string
  /** Columns that must have no empty cell: a row without its time or amount is set aside, whatever the filter says. */
  readonly full: readonly string[]
  /** Hears of the rows that are not read, and of the words for why. */
  onUnread(rows: number, reason: string): void
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
  /** Parts of which any number may be read by themselves, such as row groups; absent where rows must be read in turn. */
  readonly parts?: number
  /** Encoding, delimiter and the like, guessed or given. */
  readonly readings: readonly Reading[]
  /** Worth a line to the user: a column renamed, a trailing delimiter dropped. */
  readonly notes: readonly string[]
  read(options?: ReadOptions): AsyncIterable<ReadRows>
  /** Of a reading that was made without this reader: a UserError where the file changed since it was opened. */
  unchanged?(reading: Promise<void>): Promise<void>
}
