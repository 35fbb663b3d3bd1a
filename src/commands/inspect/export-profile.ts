/** What all cells of an export are: a profile for each column, and rows that repeat. */

import type { RawBatch } from '../../batches/raw.ts'
import type { Reader } from '../../ingest/reader.ts'
import { ColumnProfile } from './column-profile.ts'
import { Room } from './distinct.ts'
import { RowHashes } from './row-hashes.ts'

/** Columns beyond this are not looked at: a profile takes up to 16 KB for good. */
export const PROFILED_COLUMNS = 2000

export class ExportProfile {
  readonly rowHashes = new RowHashes()
  /** Columns that were not looked at, as there were too many. */
  readonly unseen = new Set<string>()
  readonly #columns = new Map<string, ColumnProfile>()
  readonly #room = new Room()

  /** Kept as a property, so that it can be handed on as a listener. */
  readonly addRaw = (batch: RawBatch, { name: file }: Reader): void => {
    this.rowHashes.start(batch.rows)
    for (const column of batch.columns) this.#profileOf(column.name)?.add(column, batch.rows, this.rowHashes)
    this.rowHashes.finish(batch, file)
  }

  /** In the order of the file; columns of the same name in several files are one. */
  get columns(): readonly ColumnProfile[] {
    return [...this.#columns.values()]
  }

  /** Of a column that was looked at, else undefined. */
  column(name: string): ColumnProfile | undefined {
    return this.#columns.get(name)
  }

  #profileOf(name: string): ColumnProfile | null {
    const known = this.#columns.get(name)
    if (known) return known
    if (this.#columns.size === PROFILED_COLUMNS) {
      this.unseen.add(name)
      return null
    }
    const profile = new ColumnProfile(name, this.#room)
    this.#columns.set(name, profile)
    return profile
  }
}
