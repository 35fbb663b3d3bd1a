/** The worker thread that decodes one Parquet file, as promises. */

import { Worker } from 'node:worker_threads'
import type { Opened, ParquetInput, Request, Response } from './protocol.ts'

export class DecoderThread {
  readonly #input: ParquetInput
  #worker: Worker | null = null

  constructor(input: ParquetInput) {
    this.#input = input
  }

  async open(): Promise<Opened> {
    const response = await this.#ask({ kind: 'open' })
    if ('opened' in response) return response.opened
    throw new Error(failureOf(response))
  }

  /** The rows of a row group as an Arrow IPC stream. */
  async rowGroup(group: number, columns: readonly string[] | null): Promise<Uint8Array> {
    try {
      const response = await this.#ask({ kind: 'rowGroup', group, columns })
      if ('rows' in response) return response.rows
      throw new Error(failureOf(response))
    } catch (error) {
      if (!(error instanceof ThreadDied)) throw error
      throw new Error(failureOf(await this.#ask({ kind: 'explain', group })), { cause: error })
    }
  }

  /** Gives the memory of the thread back, which never shrinks by itself; the next call starts another. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #ask(request: Request): Promise<Response> {
    this.#worker ??= start(this.#input)
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const stop = () => {
        worker.off('message', onMessage).off('error', onDeath).off('exit', onDeath)
        worker.unref()
      }
      const onMessage = (response: Response) => {
        stop()
        resolve(response)
      }
      const onDeath = (reason: unknown) => {
        stop()
        this.#worker = null
        reject(new ThreadDied(reason))
      }
      worker.ref()
      worker.on('message', onMessage).on('error', onDeath).on('exit', onDeath)
      worker.postMessage(request)
    })
  }
}

class ThreadDied extends Error {
  constructor(reason: unknown) {
    super(reason instanceof Error ? reason.message : `the decoder ended with code ${reason}`)
  }
}

/** From sources, as in tests, the built file is run: Node 20 reads no TypeScript. */
function start(input: ParquetInput): Worker {
  const built = import.meta.url.endsWith('.ts') ? '../../../dist/ingest/parquet/worker.js' : './worker.js'
  return new Worker(new URL(built, import.meta.url), { workerData: input })
}

const failureOf = (response: Response) => ('failed' in response ? response.failed : 'it cannot be decoded')
