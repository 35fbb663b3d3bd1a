/**
 * The engine of several threads: each reads pieces of the input and rolls them up by itself; this one reads what they
 * cannot, and merges what they have found.
 */

import type { Source } from '../../ingest/source.ts'
import type { Recode } from '../../rollups/rollup.ts'
import type { Engine, EngineRequest } from '../engine.ts'
import { filterOf } from '../filter-rows.ts'
import { States } from '../states.ts'
import { contextOf, finished, specsOf } from '../stream.ts'
import { ThreadPool } from './pool.ts'
import type { ThreadTask } from './protocol.ts'
import type { RollingThread } from './rolling-thread.ts'
import { SharedOrders } from './shared-orders.ts'

/** `spare`: threads that have started already. */
export const workersEngine = (threads: number, spare: RollingThread[]): Engine => ({
  async run(request, source) {
    const filter = filterOf(request, source)
    const states = new States(specsOf(request), contextOf(request, source))
    const pool = new ThreadPool(threads, taskOf(request, source), spare)
    try {
      for await (const { batch, tally } of source.batches(request.listener, filter, pool)) {
        tally.addUsed({ rowsRead: 0, ...states.add(batch, filter) })
      }
      await takeIn(pool, states, request, source)
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

/** Merges what the threads have found. */
async function takeIn(
  pool: ThreadPool,
  states: States,
  { orders: { key } }: EngineRequest,
  source: Source,
): Promise<void> {
  const own = source.dictionaries.get('order')
  // Of several versions of an order each thread may have one.
  const isGathered = own !== undefined && key === 'column' && !source.dictionaries.has('latestBy')
  const shared = isGathered ? new SharedOrders(own, await pool.orders()) : null
  if (shared) source.checkDistinct('order', shared.size)
  let thread = 0
  for await (const found of pool.finish(shared?.forThreads() ?? null)) {
    const recode: Recode = new Map([
      ...source.takeIn(found),
      ...(found.orders ? [['order', shared!.addTo(own!, thread, found.orders)] as const] : []),
    ])
    states.merge(found.states, recode, source.dictionaries)
    thread++
  }
}
