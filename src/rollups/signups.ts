/** The day on which each customer was acquired, where a column says it: the earliest of their rows. Grows with customers. */

import { grown } from '../batches/grow.ts'
import type { Day } from '../math/calendar.ts'
import type { Zone } from '../math/zone.ts'
import type { Rollup } from './rollup.ts'

export interface Signups {
  /** False where no column says when customers were acquired. */
  readonly isKnown: boolean
  /** The local day, null where no row of the customer has one. */
  dayOf(customer: string): Day | null
}

export interface SignupsState {
  readonly zone: Zone
  isKnown: boolean
  /** Customer code → day, LATER where none is known; 4 bytes a customer. */
  days: Int32Array
}

/** After every day. */
const LATER = 0x7fffffff

export const signupsRollup: Rollup<null, SignupsState, Signups> = {
  roles: { needed: ['customer', 'time'], wanted: ['acquired'] },
  empty: (_, { zone }) => ({ zone, isKnown: false, days: new Int32Array(0) }),
  add(state, batch) {
    if (!batch.has('acquired')) return
    state.isKnown = true
    const customers = batch.codes('customer')
    const times = batch.times('acquired')
    state.days = grown(state.days, batch.dictionary('customer').size, LATER)
    for (let row = 0; row < batch.rows; row++) {
      const customer = customers[row]!
      if (customer === -1 || Number.isNaN(times[row]!)) continue
      const day = state.zone.dayOf(times[row]!)
      if (day < state.days[customer]!) state.days[customer] = day
    }
  },
  merge(into, other, recode) {
    into.isKnown ||= other.isKnown
    const customers = recode.get('customer')!
    for (let code = 0; code < other.days.length && code < customers.length; code++) {
      const customer = customers[code]!
      into.days = grown(into.days, customer + 1, LATER)
      if (other.days[code]! < into.days[customer]!) into.days[customer] = other.days[code]!
    }
  },
  finish: ({ isKnown, days }, dictionaries) => ({
    isKnown,
    dayOf: customer => {
      const code = dictionaries.get('customer')!.find(customer)
      const day = code === -1 ? LATER : (days[code] ?? LATER)
      return day === LATER ? null : day
    },
  }),
}
