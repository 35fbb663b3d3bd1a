/** Threads that read chunks for this one. Each is started when it is first needed; what ends one ends the run. */

import type { ByteCells } from '../../batches/raw.ts'
import { ToldTexts } from '../../batches/told-texts.ts'
import { threadDied } from '../../errors/index.ts'
import type { ChunkRead } from '../csv/in-order.ts'
import type { PlainRows } from '../csv/plain-rows.ts'
import type { Elsewhere } from '../csv/elsewhere.ts'
import { startWorker } from '../start-worker.ts'
import type { Done, Job, NewTexts } from './protocol.ts'

/** Chunks that wait for each thread, so that none stands idle. */
const CHUNKS_AHEAD = 2

type Answer = ChunkRead<PlainRows>

interface Waiting {
  readonly job: Job
  resolve(answer: Answer): void
  reject(error: unknown): void
}

export class ThreadPool {
  readonly #threads: (PoolThread | null)[]
  #next = 0
  #jobs = 0

  constructor(threads: number) {
    this.#threads = Array.from({ length: threads }, () => null)
  }

  /** Reads the chunks of one file; their memory comes back with the answers. */
  of(file: number): Elsewhere {
    return {
      ahead: this.#threads.length * CHUNKS_AHEAD,
      read: (layout, chunk) => {
        const place = this.#next++ % this.#threads.length
        this.#threads[place] ??= new PoolThread()
        return this.#threads[place].read({ id: this.#jobs++, file, layout, chunk })
      },
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(thread => thread?.close()))
  }
}

class PoolThread {
  readonly #worker = startWorker('threads/worker.js')
  readonly #waiting = new Map<number, Waiting>()
  readonly #texts = new Map<string, ToldTexts>()
  #death: unknown = null

  constructor() {
    const onDeath = (reason: unknown) => {
      this.#death ??= threadDied(reason instanceof Error ? reason.message : `it ended with code ${reason}`)
      for (const { reject } of this.#waiting.values()) reject(this.#death)
      this.#waiting.clear()
    }
    this.#worker.on('message', (done: Done) => this.#take(done))
    this.#worker.on('error', onDeath).on('messageerror', onDeath).on('exit', onDeath)
  }

  read(job: Job): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.#death !== null) return reject(this.#death)
      this.#waiting.set(job.id, { job, resolve, reject })
      this.#worker.postMessage(job, [job.chunk.buffer])
    })
    // Where the run stops at another error, nobody waits for this one.
    answer.catch(() => {})
    return answer
  }

  async close(): Promise<void> {
    // It may be dying just now, of which nobody needs to hear any more.
    this.#worker.removeAllListeners().on('error', () => {})
    await this.#worker.terminate()
  }

  #take(done: Done): void {
    const { job, resolve } = this.#waiting.get(done.id)!
    this.#waiting.delete(done.id)
    const columns = done.columns.map((column, i): ByteCells => {
      const { codes, texts, ...cells } = column
      const told = texts && this.#told(`${job.file} ${job.layout.wanted[i]!.name}`, texts)
      return { bytes: done.bytes, ...cells, ...(codes && told ? { told: { codes, texts: told } } : {}) }
    })
    resolve({ ...done, value: { ...done, columns } })
  }

  #told(column: string, texts: NewTexts): ToldTexts {
    const known = texts.isFirst ? undefined : this.#texts.get(column)
    const told = known ?? new ToldTexts()
    this.#texts.set(column, told)
    told.add(texts)
    return told
  }
}
