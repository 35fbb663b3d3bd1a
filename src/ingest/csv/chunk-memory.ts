/** Where a chunk of plain text is taken apart: its bytes, the index of its structure, and the rows found in it. */

export const QUOTE = 34
export const LF = 10
export const CR = 13

/** What rows are read by. */
export interface RowShape {
  /** A byte. */
  readonly delimiter: number
  /** Cells of a row. */
  readonly width: number
  /** The places of those cells that are read. */
  readonly wanted: readonly number[]
}

/** All of it is good until the next chunk is looked at. */
export interface ChunkMemory {
  /** Where the chunk stands, perhaps among others. */
  readonly bytes: Uint8Array
  /** Its places of delimiters, line ends and quotes, ascending; only the first `count` of them belong to it. */
  readonly index: Int32Array
  readonly count: number
  /** How far it is read: where the next record starts, its place in the index, rows and records so far. */
  readonly state: Int32Array
  /** Row → its place among the records. */
  readonly places: Int32Array
  /** By wanted cell: row → where it starts and ends. */
  readonly columns: readonly { readonly starts: Int32Array; readonly ends: Int32Array }[]
  /** Memory for a chunk; what it held is gone. */
  allocate(length: number): Uint8Array<ArrayBuffer>
  look(chunk: Uint8Array): void
  /** Takes rows while they are common: as many delimiters as there should be, then a line end. */
  takeRows(): void
}

export const AT = 0
export const NEXT = 1
export const ROWS = 2
export const RECORDS = 3
