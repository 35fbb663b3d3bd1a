/**
 * Rows that last: from the day of their time to the day they end, if they do. Subscriptions, contracts, paid periods
 * (definition C1). Grows with rows: 20 bytes each, and as much again while they are sorted.
 */

import type { Batch } from '../batches/batch.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import type { Zone } from '../math/zone.ts'
import { grown } from '../batches/grow.ts'
import type { Dictionaries, Recode, Rollup } from './rollup.ts'

/** The end of what still runs: later than any day. */
export const RUNNING = 0x7fffffff

/** Customers sorted by id; the spells of customer c, by start, end and amount, are offsets[c] to offsets[c + 1]. */
export interface Spells {
  readonly customers: number
  id(customer: number): string
  readonly offsets: Uint32Array
  /** Local days. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Units of the run's scale. */
  readonly amounts: Float64Array
  /** False where no column says when anything ended. */
  readonly hasEnd: boolean
  readonly leftOut: SpellsLeftOut
}

/** Rows that are no spell of anybody. */
export interface SpellsLeftOut {
  readonly endsBeforeStart: number
  readonly withoutCustomer: number
  /** Rows that give money back. */
  readonly refunds: number
}

export interface SpellsState {
  readonly zone: Zone
  size: number
  customers: Int32Array
  starts: Int32Array
  ends: Int32Array
  amounts: Float64Array
  hasEnd: boolean
  readonly leftOut: { -readonly [K in keyof SpellsLeftOut]: number }
}

const NO_CUSTOMER = -1

export const spellsRollup: Rollup<null, SpellsState, Spells> = {
  roles: { needed: ['customer', 'time'], wanted: ['end', 'amount'] },
  empty: (_options, { zone }) => ({
    zone,
    size: 0,
    customers: new Int32Array(0),
    starts: new Int32Array(0),
    ends: new Int32Array(0),
    amounts: new Float64Array(0),
    hasEnd: false,
    leftOut: { endsBeforeStart: 0, withoutCustomer: 0, refunds: 0 },
  }),
  add: addBatch,
  merge: mergeStates,
  finish: finishState,
}

function addBatch(state: SpellsState, batch: Batch): void {
  const { zone, leftOut } = state
  const customers = batch.codes('customer')
  const starts = batch.times('time')
  const ends = batch.has('end') ? batch.times('end') : null
  const amounts = batch.has('amount') ? batch.amounts('amount') : null
  const refunds = batch.refunds()
  state.hasEnd ||= ends !== null
  reserve(state, state.size + batch.rows)
  for (let row = 0; row < batch.rows; row++) {
    const start = zone.dayOf(starts[row]!)
    const end = ends === null || Number.isNaN(ends[row]!) ? RUNNING : zone.dayOf(ends[row]!)
    if (customers[row] === NO_CUSTOMER) leftOut.withoutCustomer++
    else if (refunds[row]) leftOut.refunds++
    else if (end < start) leftOut.endsBeforeStart++
    else {
      const place = state.size++
      state.customers[place] = customers[row]!
      state.starts[place] = start
      state.ends[place] = end
      state.amounts[place] = amounts === null ? 0 : amounts[row]!
    }
  }
}

function reserve(state: SpellsState, size: number): void {
  state.customers = grown(state.customers, size)
  state.starts = grown(state.starts, size)
  state.ends = grown(state.ends, size)
  state.amounts = grown(state.amounts, size)
}

function mergeStates(into: SpellsState, other: SpellsState, recode: Recode): void {
  const codes = recode.get('customer')!
  reserve(into, into.size + other.size)
  for (let i = 0; i < other.size; i++) {
    const place = into.size++
    into.customers[place] = codes[other.customers[i]!]!
    into.starts[place] = other.starts[i]!
    into.ends[place] = other.ends[i]!
    into.amounts[place] = other.amounts[i]!
  }
  into.hasEnd ||= other.hasEnd
  for (const reason of ['endsBeforeStart', 'withoutCustomer', 'refunds'] as const)
    into.leftOut[reason] += other.leftOut[reason]
}

function finishState(state: SpellsState, dictionaries: Dictionaries): Spells {
  const { size, hasEnd, leftOut } = state
  const ids = dictionaries.get('customer')!
  const holders = holdersOf(state, ids)
  const ranks = new Int32Array(ids.size)
  for (let rank = 0; rank < holders.length; rank++) ranks[holders[rank]!] = rank
  const offsets = new Uint32Array(holders.length + 1)
  for (let i = 0; i < size; i++) offsets[ranks[state.customers[i]!]! + 1]!++
  for (let rank = 0; rank < holders.length; rank++) offsets[rank + 1]! += offsets[rank]!
  const order = orderOf(state, ranks, offsets)
  return {
    customers: holders.length,
    id: customer => ids.text(holders[customer]!),
    offsets,
    starts: Int32Array.from(order, place => state.starts[place]!),
    ends: Int32Array.from(order, place => state.ends[place]!),
    amounts: Float64Array.from(order, place => state.amounts[place]!),
    hasEnd,
    leftOut: { ...leftOut },
  }
}

/** Codes of customers with a spell, by id. */
function holdersOf({ size, customers }: SpellsState, ids: Dictionary): Int32Array {
  const holds = new Uint8Array(ids.size)
  for (let i = 0; i < size; i++) holds[customers[i]!] = 1
  return ids.sorted(Int32Array.from(holds.keys()).filter(code => holds[code] === 1))
}

/** Places of the spells, customer by customer; within one by start, end and amount. */
function orderOf(
  { size, customers, starts, ends, amounts }: SpellsState,
  ranks: Int32Array,
  offsets: Uint32Array,
): Uint32Array {
  const order = new Uint32Array(size)
  const next = offsets.slice()
  for (let i = 0; i < size; i++) order[next[ranks[customers[i]!]!]!++] = i
  const compare = (a: number, b: number) =>
    starts[a]! - starts[b]! || ends[a]! - ends[b]! || amounts[a]! - amounts[b]!
  for (let rank = 0; rank + 1 < offsets.length; rank++) {
    const run = order.subarray(offsets[rank]!, offsets[rank + 1]!)
    if (run.length > 1) run.sort(compare)
  }
  return order
}
