/** The states of the rollups of a run: batches are added to them, and they are merged and finished together. */

import type { Batch } from '../batches/batch.ts'
import type { Filter } from '../batches/filter.ts'
import type { OnFault } from '../errors/index.ts'
import type { UsedRows } from '../ingest/other-threads.ts'
import { rollups } from '../rollups/index.ts'
import { pack, type Packed, unpack } from '../rollups/pack.ts'
import type { Dictionaries, Recode, Rollup, RollupContext, RollupSpec } from '../rollups/rollup.ts'
import { filterRows } from './filter-rows.ts'

type AnyRollup = Rollup<unknown, unknown, unknown>

export class States {
  readonly #context: RollupContext
  readonly #all: readonly { readonly rollup: AnyRollup; readonly state: unknown }[]

  /** `packed`: where they go on from. */
  constructor(
    specs: readonly RollupSpec<unknown>[],
    context: RollupContext,
    packed: readonly Packed[] | null = null,
  ) {
    this.#context = context
    this.#all = specs.map(({ rollup: name, options }, place) => {
      const rollup = rollups[name]
      if (!rollup) throw new Error(`no rollup is called ${name}`)
      return { rollup, state: packed ? unpack(packed[place]!, context) : rollup.empty(options, context) }
    })
  }

  /** Adds the rows that the filter keeps; what became of all of them. */
  add(batch: Batch, filter: Filter): Pick<UsedRows, 'rowsUsed' | 'leftOut'> {
    const { batch: kept, leftOut } = filterRows(batch, filter)
    if (kept.rows > 0) for (const { rollup, state } of this.#all) rollup.add(state, kept)
    return { rowsUsed: kept.rows, leftOut }
  }

  /** `isWhole`: orders by code, 1 where no other thread has a row of it. The codes of those that still are orders then. */
  bookWhole(isWhole: Uint8Array): Int32Array {
    for (const { rollup, state } of this.#all) rollup.keepOrders?.(state, isWhole)
    const rest = placesWithout(isWhole)
    for (const { rollup, state } of this.#all) rollup.bookWhole?.(state, { isWhole, rest })
    return rest
  }

  /** They share their memory with these. */
  packed(): Packed[] {
    return this.#all.map(({ state }) => pack(state, this.#context))
  }

  /** Takes over what another thread has added, and its memory. */
  merge(packed: readonly Packed[], recode: Recode, dictionaries: Dictionaries): void {
    for (const [place, { rollup, state }] of this.#all.entries()) {
      rollup.merge(state, unpack(packed[place]!, this.#context), recode, dictionaries)
    }
  }

  /** The summary of the rollup at that place. */
  finish(place: number, dictionaries: Dictionaries, onFault?: OnFault): unknown {
    const { rollup, state } = this.#all[place]!
    return rollup.finish(state, dictionaries, onFault)
  }
}

function placesWithout(marks: Uint8Array): Int32Array {
  const places = new Int32Array(marks.length)
  let size = 0
  for (let place = 0; place < marks.length; place++) if (marks[place] === 0) places[size++] = place
  return places.subarray(0, size)
}
