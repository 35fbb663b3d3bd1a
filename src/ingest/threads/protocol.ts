/** What this thread and those that read chunks for it say to each other. */

import type { BadRow } from '../bad-row.ts'
import type { PlainLayout } from '../csv/elsewhere.ts'

export interface Job {
  readonly id: number
  /** Chunks of one file have the same number: its texts are counted together. */
  readonly file: number
  readonly layout: PlainLayout
  readonly chunk: Uint8Array<ArrayBuffer>
}

/** One column of a chunk: where its cells stand, and what was read of them. */
export interface DoneColumn {
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly values?: Float64Array
  readonly numbers?: Int32Array
  /** Of a text: -1 where the cell is empty or has a number, else a code into the texts that this thread has told of. */
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
  /** Given back. */
  readonly chunk: Uint8Array<ArrayBuffer>
  /** What the cells stand in: doubled quotes are one. */
  readonly bytes: Uint8Array
  readonly rows: number
  readonly records: number
  readonly lines: number
  readonly end: number
  readonly isIrregular: boolean
  readonly places: Int32Array
  readonly columns: readonly DoneColumn[]
  readonly bad: readonly BadRow[]
}
