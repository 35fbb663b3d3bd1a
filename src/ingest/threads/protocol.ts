/** What this thread and those that read chunks for it say to each other. */

import type { BadRow } from '../bad-row.ts'
import type { PlainLayout } from '../csv/elsewhere.ts'
import type { DecimalSign } from '../values/amounts.ts'

/** What becomes of the cells of a column: values that are read ahead, where the cells are plain. */
export type Hint =
  | { readonly as: 'time'; readonly zone: string }
  | { readonly as: 'amount'; readonly decimal: DecimalSign; readonly scale: number }
  | { readonly as: 'text' }

/** By the name of a column. */
export type Hints = ReadonlyMap<string, Hint>

export interface Job {
  readonly id: number
  /** Chunks of one file have the same number: its texts are counted together. */
  readonly file: number
  readonly layout: PlainLayout
  readonly hints: Hints
  readonly chunk: Uint8Array<ArrayBuffer>
}

/** One column of a chunk: where its cells stand, and what was read of them. */
export interface DoneColumn {
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Of a time or an amount; NaN where a cell is not plain. */
  readonly values?: Float64Array
  /** Of a text: -1 where the cell is empty, else a code into the texts that this thread has told of. */
  readonly codes?: Int32Array
  readonly texts?: NewTexts
}

/** Texts that were not told of before; `isFirst`: codes are counted anew from here. */
export interface NewTexts {
  readonly isFirst: boolean
  readonly bytes: Uint8Array
  /** Where each text ends. */
  readonly ends: Int32Array
}

export interface Done {
  readonly id: number
  /** Given back; doubled quotes are one. */
  readonly chunk: Uint8Array<ArrayBuffer>
  readonly rows: number
  readonly records: number
  readonly lines: number
  readonly end: number
  readonly isIrregular: boolean
  readonly places: Int32Array
  readonly columns: readonly DoneColumn[]
  readonly bad: readonly BadRow[]
}
