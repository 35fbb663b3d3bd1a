/** What a user may say about an export; everything else is read from it. */

import type { Role } from '../batches/roles.ts'
import type { Zone } from '../math/zone.ts'
import type { RowsOrShare } from '../math/rows-or-share.ts'
import type { DialectOptions } from './csv/dialect.ts'
import type { Limits } from './limits.ts'
import type { Comparison } from './repeated-rows.ts'
import type { DecimalSign, Thousands } from './values/amounts.ts'
import type { TimeFormat } from './values/times.ts'

export interface InputOptions extends DialectOptions, Comparison {
  /** Columns named for roles. */
  readonly roles: Readonly<Partial<Record<Role, string>>>
  /** Times without an offset are local to it. */
  readonly zone: Zone
  readonly dateFormat: TimeFormat | null
  readonly decimal: DecimalSign | null
  readonly thousands: Thousands | null
  /** Decimals kept of amounts; null is those of the currency and four more. */
  readonly decimals: number | null
  /** ISO 4217 code; null is that of the currency column, if there is one. */
  readonly currency: string | null
  /** Rows whose order id matches give money back. */
  readonly refundPattern: RegExp | null
  /** The name of a preset, or `none`; null is the one that the header fits. */
  readonly preset: string | null
  /** Values of the status column that are sales; null where all are, or those that the preset knows. */
  readonly statusKeep: readonly string[] | null
  /** A file that lists customers whose rows are left out. */
  readonly excludeCustomers: string | null
  /** Take 12346.0 and 12346 for one customer. */
  readonly idNormalise: boolean
  /** Ids that mean there is none; an empty list is those in common use. */
  readonly noIds: readonly string[]
  /** A column that some files lack is empty in them. */
  readonly unionByName: boolean
  /** Keep rows that are set aside as they stand in their file. */
  readonly keepOriginals: boolean
  /** Bad rows that are tolerated; null is the larger of 100 rows and 0.1 %. */
  readonly maxErrors: RowsOrShare | null
  /** Threads that read large inputs at most; 1 where it is absent. */
  readonly threads?: number
  /** Any bad row stops the run. */
  readonly strict: boolean
  readonly limits: Limits
}
