/** A file that an earlier run has read to its end: all that a run says of it, so that it need not be read again. */

import type { Reading } from '../report.ts'
import type { Binding } from './bind-roles.ts'
import type { Counted } from './counted.ts'
import type { BadRow, Reader } from './reader.ts'
import type { PlainTally } from './tally.ts'

/** Plain data throughout. */
export interface RememberedFile {
  readonly reader: Pick<Reader, 'name' | 'format' | 'columns' | 'repeatedNames' | 'readings' | 'notes'>
  readonly bindings: readonly Binding[]
  /** Of the file, its roles and its conventions. */
  readonly fileReadings: readonly Reading[]
  /** The first cell of its currency column. */
  readonly currency: string | null
  readonly passedOver: readonly string[]
  readonly tally: PlainTally
  readonly counted: Counted
  /** Rows that were set aside, where they are wanted as they stand. */
  readonly bad: readonly BadRow[]
}

/** What is left of it to read: nothing. */
export function readerOf({ reader }: RememberedFile): Reader {
  const read = () => {
    throw new Error(`${reader.name} was read by an earlier run`)
  }
  return { ...reader, size: 0, rereadable: true, read }
}
