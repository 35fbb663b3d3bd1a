/** The worker thread that decodes one Parquet file, as promises. */

import type { Worker } from 'node:worker_threads'
import { startWorker } from '../start-worker.ts'
import { whyEnded } from '../worker-ends.ts'
import type {
  ColumnBounds,
  Opened,
  Problem,
  Request,
  Response,
  Rows,
  RowsRequest,
  WorkerData,
} from './protocol.ts'

/** What is wanted of a row group. */
type WantedOfGroup = Pick<RowsRequest, 'columns' | 'layouts' | 'reuse'>

/** A batch takes well under a second: a thread that is silent for so long will never answer. */
const SILENCE_MS = 60_000

export class DecoderThread {
  readonly #data: WorkerData
  readonly #silenceMs: number
  #worker: Worker | null = null

  constructor(data: WorkerData, silenceMs = SILENCE_MS) {
    this.#data = data
    this.#silenceMs = silenceMs
  }

  async open(): Promise<Opened> {
    const response = await this.#ask({ kind: 'open' })
    if ('opened' in response) return response.opened
    throw new ProblemFound(problemOf(response))
  }

  /** What the footer says of columns: row group → column. */
  async bounds(columns: readonly string[]): Promise<readonly (readonly (ColumnBounds | null)[])[]> {
    const response = await this.#ask({ kind: 'bounds', columns })
    if ('bounds' in response) return response.bounds
    throw new ProblemFound(problemOf(response))
  }

  /** The rows of a row group, batch by batch; one such reading at a time, and then that of `next`. */
  async *rowGroup(group: number, wanted: WantedOfGroup, next: number | null = null): AsyncGenerator<Rows> {
    let request: Request = { kind: 'rows', group, ...wanted, next }
    for (;;) {
      const response = await this.#askOrExplain(request, group)
      if (!('rows' in response)) throw new ProblemFound(problemOf(response))
      if (response.rows === null) return
      yield response.rows
      request = { kind: 'more' }
    }
  }

  /** Gives the memory of the thread back, which never shrinks by itself; the next call starts another. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  /** A thread that a page of the file may have killed told nothing: another one is asked why. */
  async #askOrExplain(request: Request, group: number): Promise<Response> {
    try {
      return await this.#ask(request)
    } catch (error) {
      if (!(error instanceof ThreadDied && error.isOfFile)) throw error
      return this.#ask({ kind: 'explain', group })
    }
  }

  #ask(request: Request): Promise<Response> {
    this.#worker ??= startWorker('ingest/parquet/worker.js', { workerData: this.#data })
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const stop = () => {
        worker.off('message', onMessage).off('error', onDeath).off('exit', onDeath)
        clearTimeout(timer)
        worker.unref()
      }
      const onMessage = (response: Response) => {
        stop()
        resolve(response)
      }
      const onDeath = (reason: unknown, isOfFile = isTrap(reason)) => {
        stop()
        this.#worker = null
        // What is left of it, as after an error outside of any answer.
        worker.once('error', () => {})
        void worker.terminate()
        reject(new ThreadDied(reason, isOfFile))
      }
      const timer = setTimeout(onDeath, this.#silenceMs, 'it does not answer', true)
      worker.ref()
      worker.on('message', onMessage).on('error', onDeath).on('exit', onDeath)
      worker.postMessage(request)
    })
  }
}

/** What the thread found wrong with the file. */
export class ProblemFound extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.kind)
    this.problem = problem
  }
}

/** The thread told nothing. */
export class ThreadDied extends Error {
  /** Some damaged pages break the decoder, or keep it for ever; what else ends a thread is not in the file. */
  readonly isOfFile: boolean

  constructor(reason: unknown, isOfFile: boolean) {
    super(whyEnded(reason))
    this.isOfFile = isOfFile
  }
}

const isTrap = (reason: unknown) => reason instanceof Error && reason.name === 'RuntimeError'

const problemOf = (response: Response): Problem =>
  'problem' in response ? response.problem : { kind: 'damaged', what: 'it cannot be decoded' }
