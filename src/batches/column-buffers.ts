/** Columns as the buffers of Arrow, which may cross between threads, and what is read of them on the way. */

import type { IdForm } from './id-form.ts'

/** What the buffers of a column hold: values of so many bytes, or texts, of which most may have a form that is known. */
export type ColumnLayout =
  | { readonly as: 'values'; readonly bytes: number }
  | { readonly as: 'texts'; readonly form: IdForm | null }

export interface ColumnBuffers {
  /** Of ids of the form: -1 where a cell is empty or, if there are buffers, of another form. */
  readonly numbers: Int32Array | null
  /** Null where the numbers tell everything. */
  readonly buffers: Buffers | null
}

export interface Buffers {
  readonly values: Uint8Array
  /** Of texts. */
  readonly offsets: Int32Array | null
  /** The bitmap of cells that have a value, that of row r at bit `offset` + r; null where all have. */
  readonly valid: Uint8Array | null
  readonly offset: number
}

export interface BatchBuffers {
  readonly rows: number
  readonly columns: readonly ColumnBuffers[]
}
