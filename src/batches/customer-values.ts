/** What columns say of customers: the one shape of it, whether it comes from the export or from a second file. */

import type { Dictionary } from './dictionary.ts'

export interface CustomerValues {
  /** Names of the columns, as the file has them. */
  readonly columns: readonly string[]
  /** Customers with a row. */
  readonly customers: number
  /** The place of a customer among those with a row; -1 where there is none. */
  find(id: string): number
  /** By column: place → code of the value, -1 where the cell is empty. */
  readonly codes: readonly Int32Array[]
  /** By column: the dictionary of its values. Its codes are in the order of first sight: sort by text. */
  readonly values: readonly Dictionary[]
}
