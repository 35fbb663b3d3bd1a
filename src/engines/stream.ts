/** The engine of one thread: every batch is filtered once and added to every rollup. */

import type { Batch } from '../batches/batch.ts'
import { LEFT_OUT } from '../batches/filter.ts'
import { batchOfPlain, type PlainBatch } from '../batches/plain-batch.ts'
import type { OnFault } from '../errors/index.ts'
import type { Source, SourceBatch } from '../ingest/source.ts'
import type { Extent } from '../rollups/extent.ts'
import { rollups } from '../rollups/index.ts'
import { pack, type Packed, unpack } from '../rollups/pack.ts'
import type { RollupContext, RollupSpec } from '../rollups/rollup.ts'
import { waitingRows } from './continuation.ts'
import type { Engine, EngineRequest } from './engine.ts'
import { filterOf, filterRows } from './filter-rows.ts'
import { runOf } from './run-of.ts'

export const streamEngine: Engine = {
  async run(request, source) {
    const context: RollupContext = { zone: source.zone, orders: request.orders }
    const { continuation } = request
    const specs = [{ rollup: 'extent', options: null }, ...request.specs]
    const all = specs.map((spec, i) => building(spec, context, continuation?.states?.[i]))
    const waiting = await addAll(all, request, source)
    await continuation?.keep(
      all.map(({ packed }) => packed()),
      waiting,
      source,
    )
    const notes = source.notes()
    const [extent, ...asked] = all
    // The extent first: what it finds wrong with the rows explains what the others would stumble over.
    const run = runOf(request, source, extent!.finish(source) as Extent)
    return { summaries: asked.map(({ finish }) => finish(source, request.onFault)), run, notes }
  },
}

/** Adds every row that counts; the rows that may count later where a run is to go on from here. */
async function addAll(
  all: readonly Building[],
  request: EngineRequest,
  source: Source,
): Promise<PlainBatch[]> {
  const { continuation, listener } = request
  const filter = filterOf(request, source)
  const waiting: PlainBatch[] = []
  const use = ({ batch, tally }: SourceBatch) => {
    const { batch: kept, leftOut } = filterRows(batch, filter)
    for (const [reason, rows] of leftOut) tally.addLeftOut(reason, rows)
    tally.rowsUsed += kept.rows
    if (kept.rows > 0) for (const { add } of all) add(kept)
    const later = continuation && filter.before !== undefined ? waitingRows(batch, filter, source) : null
    if (later) waiting.push(later)
  }
  for (const plain of continuation?.waiting ?? []) {
    const tally = source.tallies[plain.file]!
    tally.takeBack(LEFT_OUT.before, plain.rows)
    use({ batch: batchOfPlain(plain, source.dictionaries), tally })
  }
  // What is beyond the date may count tomorrow, so it must be read today.
  const unneeded = continuation && filter.before !== undefined ? {} : filter
  for await (const batch of source.batches(listener, unneeded)) use(batch)
  return waiting
}

interface Building {
  add(batch: Batch): void
  packed(): Packed
  finish(source: Source, onFault?: OnFault): unknown
}

function building(
  { rollup: name, options }: RollupSpec<unknown>,
  context: RollupContext,
  packed?: Packed,
): Building {
  const rollup = rollups[name]
  if (!rollup) throw new Error(`no rollup is called ${name}`)
  const state = packed === undefined ? rollup.empty(options, context) : unpack(packed, context)
  return {
    add: batch => rollup.add(state, batch),
    packed: () => pack(state, context),
    finish: ({ dictionaries }, onFault) => rollup.finish(state, dictionaries, onFault),
  }
}
