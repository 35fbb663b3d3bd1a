/** A thread that reads and rolls up, as promises. It starts before it is told what, since starting takes a while. */

import { threadDied, UserError } from '../../errors/index.ts'
import type { PlainLayout } from '../../ingest/csv/elsewhere.ts'
import type { ChunkRead } from '../../ingest/csv/in-order.ts'
import type { FileInParts, SharedFile, UsedRows } from '../../ingest/other-threads.ts'
import type { Part } from '../../ingest/reader.ts'
import { startWorker } from '../../ingest/start-worker.ts'
import { endQuietly, mayFail, onEnd, whyEnded } from '../../ingest/worker-ends.ts'
import type { OrderIds, SharedIds } from './shared-orders.ts'
import type { Answer, ChunkFound, Finished, PartUsed, Request, Response, ThreadTask } from './protocol.ts'

/** A chunk of which the thread has found the rows. */
interface FoundChunk {
  use(recordsBefore: number): Promise<UsedRows>
  forget(): void
}

interface Asked {
  resolve(answer: Answer): void
  reject(error: unknown): void
}

export class RollingThread {
  readonly #worker
  readonly #asked = new Map<number, Asked>()
  readonly #files = new Set<number>()
  #ids = 0
  #death: unknown = null

  constructor() {
    this.#worker = startWorker('bundle/thread.js')
    const onDeath = (reason: unknown) => {
      this.#death ??= threadDied(whyEnded(reason))
      for (const { reject } of this.#asked.values()) reject(this.#death)
      this.#asked.clear()
    }
    this.#worker.on('message', (response: Response) => this.#take(response))
    onEnd(this.#worker, onDeath)
  }

  /** Comes before anything is asked. */
  begin(task: ThreadTask): void {
    this.#worker.postMessage({ kind: 'begin', task } satisfies Request)
  }

  /** Questions that are not answered. */
  get waiting(): number {
    return this.#asked.size
  }

  read(
    shared: SharedFile,
    layout: PlainLayout,
    chunk: Uint8Array<ArrayBuffer>,
    isFirst: boolean,
  ): Promise<ChunkRead<FoundChunk>> {
    if (!this.#files.has(shared.file)) this.#worker.postMessage({ kind: 'file', shared, layout })
    this.#files.add(shared.file)
    const id = this.#ids++
    const value: FoundChunk = {
      use: recordsBefore => this.#ask<UsedRows>({ kind: 'use', id, recordsBefore }),
      forget: () => this.#worker.postMessage({ kind: 'forget', id } satisfies Request),
    }
    const question = { kind: 'read', id, file: shared.file, chunk, isFirst } as const
    return mayFail(this.#ask<ChunkFound>(question, [chunk.buffer]).then(found => ({ ...found, value })))
  }

  /** What became of the rows of a part, as it goes on. */
  async *readPart(shared: SharedFile, file: FileInParts, part: Part): AsyncGenerator<PartUsed> {
    const id = this.#ids++
    this.#worker.postMessage({ kind: 'part', id, shared, file, part } satisfies Request)
    for (;;) {
      const rows = await this.#ask<PartUsed>({ kind: 'more', id })
      if (rows.used === null) return
      yield rows
    }
  }

  orders(): Promise<OrderIds> {
    return this.#ask<OrderIds>({ kind: 'orders', id: this.#ids++ })
  }

  /** What it has found; it ends then. */
  finish(shared: SharedIds | null): Promise<Finished> {
    return this.#ask<Finished>({ kind: 'finish', id: this.#ids++, shared })
  }

  close(): Promise<void> {
    return endQuietly(this.#worker)
  }

  #ask<A extends Answer>(question: Request & { readonly id: number }, moved: ArrayBuffer[] = []): Promise<A> {
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.#death !== null) return reject(this.#death)
      this.#asked.set(question.id, { resolve, reject })
      this.#worker.postMessage(question, moved)
    })
    return mayFail(answer as Promise<A>)
  }

  #take(response: Response): void {
    const { resolve, reject } = this.#asked.get(response.id)!
    this.#asked.delete(response.id)
    if ('fault' in response) {
      const { exitCode, message, hint, details } = response.fault
      reject(new UserError(exitCode, message, hint, details))
    } else resolve(response.answer)
  }
}
