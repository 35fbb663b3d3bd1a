/** What `tenure customers` is a function of. */

import type { CustomerValues } from '../../batches/customer-values.ts'
import type { Histories } from '../../rollups/histories.ts'

export interface Summaries {
  readonly histories: Histories
  /** The channel of the first and of the last order. */
  readonly firstChannel: CustomerValues
  readonly lastChannel: CustomerValues
}
