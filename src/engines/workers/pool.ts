/** Threads that use rows for this one. Each is started when it is first needed; what ends one ends the run. */

import type {
  FileInParts,
  OtherThreads,
  SharedFile,
  SharedReading,
  UsedRows,
} from '../../ingest/other-threads.ts'
import { mayFail } from '../../ingest/worker-ends.ts'
import type { Finished, PartUsed, ThreadTask } from './protocol.ts'
import { RollingThread } from './rolling-thread.ts'
import type { OrderIds, SharedIds } from './shared-orders.ts'

/** Chunks that wait for each thread, so that none stands idle. */
const CHUNKS_AHEAD = 2

export class ThreadPool implements OtherThreads {
  readonly #task: ThreadTask
  readonly #most: number
  /** Each part takes a thread that decodes beside the one that uses its rows. */
  readonly #partsAtOnce: number
  readonly #threads: RollingThread[] = []
  readonly #spare: RollingThread[]

  /** `spare`: threads that may be taken, and then belong to the pool. */
  constructor(threads: number, task: ThreadTask, spare: RollingThread[]) {
    this.#task = task
    this.#spare = spare
    this.#most = threads
    this.#partsAtOnce = Math.floor(threads / 2)
  }

  of(shared: SharedFile, take: (used: UsedRows) => void): SharedReading {
    const ahead = this.#most * CHUNKS_AHEAD
    const using: Promise<UsedRows>[] = []
    const settle = async (left: number) => {
      while (using.length > left) take(await using.shift()!)
    }
    return {
      ahead,
      read: (layout, chunk, isFirst) => {
        const found = this.#leastBusy().read(shared, layout, chunk, isFirst)
        const taken = found.then(({ value, ...read }) => {
          const use = (recordsBefore: number) => {
            using.push(value.use(recordsBefore))
            return settle(ahead)
          }
          return { ...read, value: { ...value, use } }
        })
        return mayFail(taken)
      },
      settled: () => settle(0),
      partsAtOnce: this.#partsAtOnce,
      readParts: file => this.#readParts(shared, file, take),
    }
  }

  /** The ids of the orders of each thread. */
  orders(): Promise<OrderIds[]> {
    return Promise.all(this.#threads.map(thread => thread.orders()))
  }

  /** What each thread has found; it ends then. `shared`: thread → orders of which others have rows too. */
  async *finish(shared: readonly SharedIds[] | null): AsyncGenerator<Finished> {
    const finished = this.#threads.map((thread, place) => thread.finish(shared?.[place] ?? null))
    for (const [place, thread] of this.#threads.entries()) {
      yield await finished[place]!
      void thread.close()
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(thread => thread.close()))
  }

  /** Each thread reads a part; what becomes of their rows is heard of in the order of the file. */
  async #readParts(shared: SharedFile, file: FileInParts, take: (used: UsedRows) => void): Promise<void> {
    const of = Math.min(this.#partsAtOnce, file.parts)
    while (this.#threads.length < of) this.#start()
    const waiting: PartUsed[][] = Array.from({ length: of }, () => [])
    const takeNext = () => {
      while (waiting.every(rows => rows.length > 0)) {
        const first = waiting.reduce((a, b) => (b[0]!.firstRow < a[0]!.firstRow ? b : a))
        const { used } = first[0]!
        // Nothing is left of any part.
        if (used === null) return
        first.shift()
        take(used)
      }
    }
    const read = async (place: number) => {
      for await (const rows of this.#threads[place]!.readPart(shared, file, { place, of })) {
        waiting[place]!.push(rows)
        takeNext()
      }
      waiting[place]!.push({ used: null, firstRow: Number.POSITIVE_INFINITY })
      takeNext()
    }
    await Promise.all(waiting.map((_, place) => read(place)))
  }

  #leastBusy(): RollingThread {
    const idle = this.#threads.find(({ waiting }) => waiting === 0)
    if (idle) return idle
    if (this.#threads.length < this.#most) return this.#start()
    return this.#threads.reduce((least, one) => (one.waiting < least.waiting ? one : least))
  }

  #start(): RollingThread {
    const thread = this.#spare.pop() ?? new RollingThread()
    thread.begin(this.#task)
    this.#threads.push(thread)
    return thread
  }
}
