/** What every table of the answer looks at. */

import { churnState, type Thresholds } from '../../../measures/churn-state.ts'
import { pickCustomers } from '../../../measures/pick-customers.ts'
import { type PurchaseDays, purchaseDays } from '../../../measures/purchase-days.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'

/** Customers, what they bought when, and the rule that gives their state. */
export interface People {
  readonly histories: Histories
  readonly purchases: PurchaseDays
  readonly thresholds: Thresholds
  readonly run: Run
}

/** Those customers alone, in the states that all of them are judged by; all where null. */
export function pickPeople(people: People, customers: Uint32Array | null): People {
  if (customers === null) return people
  const histories = pickCustomers(people.histories, customers)
  return { ...people, histories, purchases: purchaseDays(histories, people.run.zone) }
}

export const daysSinceLast = ({ purchases: { offsets, days }, run }: People, customer: number) =>
  run.asOf - days[offsets[customer + 1]! - 1]!

/** Index into CHURN_STATES. */
export const stateOf = (people: People, customer: number) =>
  churnState(daysSinceLast(people, customer), people.thresholds)

/** Distinct orders of a customer, those of the same day included. */
export function ordersOf({ histories: { offsets, orders } }: People, customer: number): number {
  let total = 0
  for (let entry = offsets[customer]!; entry < offsets[customer + 1]!; entry++) total += orders[entry]!
  return total
}
