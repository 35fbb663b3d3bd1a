/**
 * The engine of several threads: each reads pieces of the input and rolls them up by itself; this one reads what they
 * cannot, and merges what they have found.
 */

import type { Source } from '../../ingest/source.ts'
import type { Engine, EngineRequest } from '../engine.ts'
import { filterOf } from '../filter-rows.ts'
import { States } from '../states.ts'
import { contextOf, finished, specsOf } from '../stream.ts'
import { ThreadPool } from './pool.ts'
import type { ThreadTask } from './protocol.ts'

export const workersEngine = (threads: number): Engine => ({
  async run(request, source) {
    const filter = filterOf(request, source)
    const states = new States(specsOf(request), contextOf(request, source))
    const pool = new ThreadPool(threads, taskOf(request, source))
    try {
      for await (const { batch, tally } of source.batches(request.listener, filter, pool)) {
        tally.addUsed({ rowsRead: 0, ...states.add(batch, filter) })
      }
      for await (const found of pool.finish()) {
        states.merge(found.states, source.takeIn(found), source.dictionaries)
      }
    } finally {
      await pool.close()
    }
    return finished(states, request, source)
  },
})

const taskOf = (request: EngineRequest, source: Source): ThreadTask => ({
  specs: specsOf(request),
  orders: request.orders,
  zone: source.zone.name,
  filter: filterOf(request, source),
  forms: new Map([...source.dictionaries].map(([role, { form }]) => [role, form])),
})
