/** What a source says to threads that use rows for it, and hears from them. */

import type { DictionaryParts } from '../batches/dictionary.ts'
import type { TextRole } from '../batches/roles.ts'
import type { BadRow } from './bad-row.ts'
import type { Counted } from './counted.ts'
import type { Elsewhere } from './csv/elsewhere.ts'
import type { Limits } from './limits.ts'
import type { PlainPlan } from './plain-plan.ts'
import type { Unneeded } from './reader.ts'

export interface OtherThreads {
  /** `take` hears of what became of the rows of that file, in their order. */
  of(file: SharedFile, take: (used: UsedRows) => void): SharedReading
}

export interface SharedFile {
  /** Its place among the inputs. */
  readonly file: number
  readonly plan: PlainPlan
}

export interface SharedReading extends Elsewhere {
  /** All rows that were handed over are used. */
  settled(): Promise<void>
  /** Parts of a file that can be read at a time. */
  readonly partsAtOnce: number
  /** Reads and uses all rows of a file that can be read in parts. */
  readParts(file: FileInParts): Promise<void>
}

/** What a thread opens by itself. */
export interface FileInParts {
  readonly path: string
  readonly parts: number
  readonly columns: readonly string[]
  readonly limits: Limits
  readonly unneeded: PlainUnneeded | null
}

export type PlainUnneeded = Omit<Unneeded, 'onUnread'>

export interface UsedRows {
  readonly rowsRead: number
  /** Those of them that the file itself says enough of. */
  readonly rowsUnread?: number
  readonly rowsUsed: number
  /** Good rows that are not used, by reason in words. */
  readonly leftOut: ReadonlyMap<string, number>
  readonly bad: readonly BadRow[]
}

/** What a thread knows at its end, beside its summaries. */
export interface FoundElsewhere {
  readonly dictionaries: ReadonlyMap<TextRole, DictionaryParts>
  /** By the place of the file. */
  readonly counted: ReadonlyMap<number, Counted>
}
