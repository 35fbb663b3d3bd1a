/** Which engine runs a request. */

import type { Source } from '../ingest/source.ts'
import { spread } from '../ingest/spread.ts'
import type { Engine, EngineRequest } from './engine.ts'
import { streamEngine } from './stream.ts'
import type { RollingThread } from './workers/rolling-thread.ts'

/** The engines of a run that may use so many threads. */
export class Engines {
  readonly #most: number
  #spare: Promise<RollingThread[]> | null = null

  constructor(threads: number) {
    this.#most = threads
  }

  /** Starts the threads that will read so many bytes, while this one looks at the first of them. */
  expect(bytes: number): void {
    const threads = this.#threadsFor(bytes)
    if (threads === 1) return
    this.#spare = import('./workers/rolling-thread.ts').then(({ RollingThread }) =>
      Array.from({ length: threads }, () => new RollingThread()),
    )
  }

  /** One thread where little is read, or where a state goes on from an earlier run. */
  async for({ continuation }: EngineRequest, { size }: Source): Promise<Engine> {
    const threads = continuation ? 1 : this.#threadsFor(size ?? Number.POSITIVE_INFINITY)
    if (threads === 1) return streamEngine
    const { workersEngine } = await import('./workers/workers.ts')
    return workersEngine(threads, (await this.#spare) ?? [])
  }

  /** Ends the threads that no engine has taken. */
  async close(): Promise<void> {
    const spare = (await this.#spare) ?? []
    await Promise.all(spare.map(thread => thread.close()))
  }

  #threadsFor(bytes: number): number {
    return Math.max(1, Math.min(this.#most, Math.ceil(bytes / spread.leastBytes)))
  }
}
