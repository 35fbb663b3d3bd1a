/** The day on which each customer was acquired, where a column says it: the earliest of their rows. Grows with customers. */

import type { Dictionary } from '../batches/dictionary.ts'
import { grown } from '../batches/grow.ts'
import type { Day } from '../math/calendar.ts'
import type { Zone } from '../math/zone.ts'
import type { Rollup } from './rollup.ts'

export interface Signups {
  /** False where no column says when customers were acquired. */
  readonly isKnown: boolean
  /** Customers of whom a day is known. */
  readonly customers: number
  /** The local day, null where no row of the customer has one. */
  dayOf(customer: string): Day | null
  /** Those customers, by id. */
  ids(): string[]
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
  finish: ({ isKnown, days }, dictionaries) => signupsOf(isKnown, days, dictionaries.get('customer')!),
}

/** The same of instants by customer code, NaN where none is known: of a file with a row a customer. */
export function signupsAt(instants: Float64Array, ids: Dictionary, zone: Zone): Signups {
  const days = Int32Array.from(instants, at => (Number.isNaN(at) ? LATER : zone.dayOf(at)))
  return signupsOf(true, days, ids)
}

function signupsOf(isKnown: boolean, days: Int32Array, ids: Dictionary): Signups {
  const isThere = (code: number) => (days[code] ?? LATER) !== LATER
  return {
    isKnown,
    customers: days.reduce((count, day) => count + (day === LATER ? 0 : 1), 0),
    dayOf: customer => {
      const code = ids.find(customer)
      return code !== -1 && isThere(code) ? days[code]! : null
    },
    ids: () => {
      const codes = Int32Array.from({ length: ids.size }, (_, code) => code).filter(isThere)
      return Array.from(ids.sorted(codes), code => ids.text(code))
    },
  }
}
