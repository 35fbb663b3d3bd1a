/** What every table of the answer looks at. */

import type { Predictions } from '../../analyses/customers/predictions.ts'
import type { Scored } from '../../analyses/customers/scores-of.ts'
import type { States } from '../../analyses/customers/states-of.ts'
import type { RfmValues } from '../../measures/rfm-values.ts'
import type { ExplainOptions } from './explain-flags.ts'
import type { Gathered } from './gather.ts'
import type { Order } from './orders-table.ts'

export interface Known {
  readonly gathered: Gathered
  readonly options: ExplainOptions
  /** Of all customers; the one explained stands at the place that was gathered. */
  readonly values: RfmValues
  readonly scored: Scored
  readonly states: States
  readonly predicted: Predictions
  readonly orders: readonly Order[]
}
