/** What all readers of Arrow columns share. */

import type { Data } from 'apache-arrow'

/** Row → the cell's text; null where it is empty. */
export type CellReader = (row: number) => string | null

/** `values` is shifted by slices while the null bitmap is not: hence the offset. */
export function hasValue({ nullBitmap, offset }: Data, row: number): boolean {
  if (!nullBitmap || nullBitmap.length === 0) return true
  const bit = offset + row
  return ((nullBitmap[bit >> 3]! >> (bit & 7)) & 1) === 1
}
