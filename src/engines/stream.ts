/** The engine of one thread: every batch is filtered once and added to every rollup. */

import type { Batch } from '../batches/batch.ts'
import type { OnFault } from '../errors/index.ts'
import type { Source } from '../ingest/source.ts'
import type { Extent } from '../rollups/extent.ts'
import { rollups } from '../rollups/index.ts'
import type { RollupContext, RollupSpec } from '../rollups/rollup.ts'
import type { Engine } from './engine.ts'
import { filterOf, filterRows } from './filter-rows.ts'
import { runOf } from './run-of.ts'

export const streamEngine: Engine = {
  async run(request, source) {
    const context: RollupContext = { zone: source.zone, orders: request.orders }
    const extent = building({ rollup: 'extent', options: null }, context)
    const asked = request.specs.map(spec => building(spec, context))
    const filter = filterOf(request, source)
    for await (const { batch, tally } of source.batches(request.listener, filter)) {
      const { batch: kept, leftOut } = filterRows(batch, filter)
      for (const [reason, rows] of leftOut) tally.addLeftOut(reason, rows)
      tally.rowsUsed += kept.rows
      if (kept.rows === 0) continue
      for (const { add } of [extent, ...asked]) add(kept)
    }
    const notes = source.notes()
    // The extent first: what it finds wrong with the rows explains what the others would stumble over.
    const run = runOf(request, source, extent.finish(source) as Extent)
    return { summaries: asked.map(({ finish }) => finish(source, request.onFault)), run, notes }
  },
}

interface Building {
  add(batch: Batch): void
  finish(source: Source, onFault?: OnFault): unknown
}

function building({ rollup: name, options }: RollupSpec<unknown>, context: RollupContext): Building {
  const rollup = rollups[name]
  if (!rollup) throw new Error(`no rollup is called ${name}`)
  const state = rollup.empty(options, context)
  return {
    add: batch => rollup.add(state, batch),
    finish: ({ dictionaries }, onFault) => rollup.finish(state, dictionaries, onFault),
  }
}
