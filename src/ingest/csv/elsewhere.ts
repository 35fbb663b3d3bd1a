/** What the reading of plain rows needs to know, in this thread or in another. */

import type { ChunkRead } from './in-order.ts'
import type { PlainRows } from './plain-rows.ts'

/** What a plain file's rows are read by; it crosses to other threads. */
export interface PlainLayout {
  readonly delimiter: number
  /** Cells of a row. */
  readonly width: number
  /** Those that are read. */
  readonly wanted: readonly { readonly name: string; readonly index: number }[]
}

/** Other threads that read chunks for this one. */
export interface Elsewhere {
  /** Chunks to read ahead. */
  readonly ahead: number
  read(layout: PlainLayout, chunk: Uint8Array<ArrayBuffer>): Promise<ChunkRead<PlainRows>>
}
