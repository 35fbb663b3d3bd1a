/** What every table of the answer looks at. */

import type { Known } from '../../analyses/customers/known.ts'
import type { ExplainOptions } from './explain-flags.ts'
import type { Gathered } from './gather.ts'
import type { Order } from './orders-table.ts'

export interface Explained extends Known {
  readonly gathered: Gathered
  readonly options: ExplainOptions
  /** Place of the customer among all. */
  readonly place: number
  readonly orders: readonly Order[]
}
