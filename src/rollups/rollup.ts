/** Mergeable summaries: what a rollup is, and how one is asked for. */

import type { Batch } from '../batches/batch.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import type { Role, TextRole } from '../batches/roles.ts'
import type { OnFault } from '../errors/index.ts'
import type { Zone } from '../math/zone.ts'

/** What to roll up, as plain data: it crosses to a worker thread, or becomes SQL. */
export interface RollupSpec<Summary> {
  readonly rollup: string
  readonly options: unknown
  /** Only for the compiler: what the rollup called `rollup` gives. */
  readonly summary?: Summary
}

export type Dictionaries = ReadonlyMap<TextRole, Dictionary>

/** For each text role, the code of one dictionary → the code of another. */
export type Recode = ReadonlyMap<TextRole, Int32Array>

/** What lines become orders by: conventions of the export, not of any analysis (definitions G5 to G7). */
export interface OrderRules {
  /** `column`: distinct order ids; `row`: every row is an order; `customer+day`: a customer's day is one. */
  readonly key: 'column' | 'row' | 'customer+day'
  /** What the amount of a line is; null where it was not said, so that repeated totals stop the run. */
  readonly amountIs: 'line' | 'order' | null
  /** Book a linked refund on its own date, or on that of its order. */
  readonly refundDate: 'own' | 'order'
  /** An order whose linked refunds take back all of it is no order. */
  readonly dropVoided: boolean
}

/** Orders of which this thread has every row. */
export interface WholeOrders {
  /** By code. */
  readonly isWhole: Uint8Array
  /** Codes of the others, ascending: from then on their places here are their codes. */
  readonly rest: Int32Array
}

export interface RollupContext {
  readonly zone: Zone
  readonly orders: OrderRules
}

/** A summary that can be built in pieces. Integers only inside, so that any split of the rows gives the same bits. */
export interface Rollup<Options, State, Summary> {
  /** Roles without which it cannot be built, and those it reads where they are bound. */
  readonly roles: { readonly needed: readonly Role[]; readonly wanted: readonly Role[] }
  /** What it reads beside, by its options, where it is bound. */
  reads?(options: Options): readonly TextRole[]
  empty(options: Options, context: RollupContext): State
  add(state: State, batch: Batch): void
  /** Clears the mark of orders that must stay what they are until the end, though no other thread has a row of them. */
  keepOrders?(state: State, isWhole: Uint8Array): void
  /** Does with whole orders what would be done at the end, so that less is left for the thread that merges. */
  bookWhole?(state: State, orders: WholeOrders): void
  /** `recode` turns codes of `other` into codes of `dictionaries`, which are those of `into`. Takes over the memory of `other`. */
  merge(into: State, other: State, recode: Recode, dictionaries: Dictionaries): void
  /** What analyses read; independent of the order in which codes were given. Stops at a fault unless told otherwise. */
  finish(state: State, dictionaries: Dictionaries, onFault?: OnFault): Summary
}
