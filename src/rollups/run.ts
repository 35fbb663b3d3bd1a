/** What a finished pass over the input says of itself, beside the summaries. */

import type { Day } from '../math/calendar.ts'
import type { Zone } from '../math/zone.ts'
import type { Facts } from '../report.ts'
import type { Money } from '../math/money.ts'

export interface Run {
  /** Local date, inclusive: rows after it are not used. */
  readonly asOf: Day
  /** Given by --as-of; otherwise the date of the latest row, whose day may be incomplete. */
  readonly asOfGiven: boolean
  readonly zone: Zone
  /** Local day of the earliest and latest row used. */
  readonly firstDay: Day
  readonly lastDay: Day
  readonly money: Money
  /** False where the input has no amounts: then there is no money to report. */
  readonly hasAmount: boolean
  readonly facts: Facts
}
