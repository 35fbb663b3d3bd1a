/** What the reading of plain rows needs to know, in this thread or in another. */

import type { IdForm } from '../../batches/id-form.ts'
import type { DecimalSign } from '../values/amounts.ts'
import type { ChunkRead } from './in-order.ts'
import type { PlainRows } from './plain-rows.ts'

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

/** Other threads that read chunks for this one. */
export interface Elsewhere {
  /** Chunks to read ahead. */
  readonly ahead: number
  read(layout: PlainLayout, chunk: Uint8Array<ArrayBuffer>): Promise<ChunkRead<PlainRows>>
}
