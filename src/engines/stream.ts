/** The engine of one thread: every batch is filtered once and added to every rollup. */

import { LEFT_OUT } from '../batches/filter.ts'
import { batchOfPlain, type PlainBatch } from '../batches/plain-batch.ts'
import type { Source, SourceBatch } from '../ingest/source.ts'
import type { Extent } from '../rollups/extent.ts'
import { waitingRows } from './continuation.ts'
import type { Engine, EngineRequest, EngineResult } from './engine.ts'
import { filterOf } from './filter-rows.ts'
import { runOf } from './run-of.ts'
import { States } from './states.ts'

export const streamEngine: Engine = {
  async run(request, source) {
    const { continuation } = request
    const states = new States(specsOf(request), contextOf(request, source), continuation?.states)
    const waiting = await addAll(states, request, source)
    await continuation?.keep(states.packed(), waiting, source)
    return finished(states, request, source)
  },
}

/** The extent comes first: what it finds wrong with the rows explains what the others would stumble over. */
export const specsOf = ({ specs }: EngineRequest) => [{ rollup: 'extent', options: null }, ...specs]

export const contextOf = ({ orders }: EngineRequest, { zone }: Source) => ({ zone, orders })

export function finished(states: States, request: EngineRequest, source: Source): EngineResult {
  const { onFault, specs } = request
  const notes = source.notes()
  const finish = (place: number) => states.finish(place, source.dictionaries, onFault)
  const run = runOf(request, source, finish(0) as Extent)
  return { summaries: specs.map((_, place) => finish(place + 1)), run, notes }
}

/** Adds every row that counts; the rows that may count later where a run is to go on from here. */
async function addAll(states: States, request: EngineRequest, source: Source): Promise<PlainBatch[]> {
  const { continuation, listener } = request
  const filter = filterOf(request, source)
  const waiting: PlainBatch[] = []
  const use = ({ batch, tally }: SourceBatch) => {
    tally.addUsed({ rowsRead: 0, ...states.add(batch, filter) })
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
