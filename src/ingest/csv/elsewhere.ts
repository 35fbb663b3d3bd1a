/** What the reading of plain rows needs to know, in this thread or in another. */

import type { IdForm } from '../../batches/id-form.ts'
import type { DecimalSign } from '../values/amounts.ts'
import type { ChunkRead } from './in-order.ts'

/** What a plain file's rows are read by; it crosses to other threads. */
export interface PlainLayout {
  readonly delimiter: number
  /** Cells of a row. */
  readonly width: number
  /** Those that are read. */
  readonly wanted: readonly WantedCell[]
}

export interface WantedCell {
  readonly name: string
  /** Its place in the row. */
  readonly index: number
  readonly hint: Hint | null
}

/** What becomes of the cells of a column: their values are read at once, where the cells are plain. */
export type Hint =
  | { readonly as: 'time'; readonly zone: string }
  | { readonly as: 'amount'; readonly decimal: DecimalSign; readonly scale: number }
  | { readonly as: 'text'; readonly form: IdForm | null }

/** By the name of a column. */
export type Hints = ReadonlyMap<string, Hint>

/** Other threads that read chunks for this one, and use their rows. */
export interface Elsewhere {
  /** Chunks to read ahead. */
  readonly ahead: number
  /** Finds the rows of a chunk, whose memory comes back with the answer; the first one begins with the header. */
  read(
    layout: PlainLayout,
    chunk: Uint8Array<ArrayBuffer>,
    isFirst: boolean,
  ): Promise<ChunkRead<ChunkElsewhere>>
}

/** A chunk whose rows were found, and wait for a word. */
export interface ChunkElsewhere {
  /** It did start with a record, and so many stand before it: its rows count. Resolves when there is room for more. */
  use(recordsBefore: number): Promise<void>
  /** It did not. */
  forget(): void
}
