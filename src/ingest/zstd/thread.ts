/** The worker thread that unpacks one stream of zstd, as promises. */

import { decoderDied } from '../../errors/index.ts'
import { Damaged, TooMuch } from '../ratio-watch.ts'
import { startWorker } from '../start-worker.ts'
import { endQuietly, mayFail, onEnd, whyEnded } from '../worker-ends.ts'
import type { Request, Response, WorkerData } from './protocol.ts'

interface Waiting {
  resolve(unpacked: Uint8Array): void
  reject(error: unknown): void
}

export class ZstdThread {
  readonly #worker
  /** Answers come in the order of what was asked. */
  readonly #waiting: Waiting[] = []
  #death: unknown = null

  constructor(data: WorkerData) {
    this.#worker = startWorker('ingest/zstd/worker.js', { workerData: data })
    const onDeath = (reason: unknown) => {
      this.#death ??= decoderDied(whyEnded(reason))
      for (const { reject } of this.#waiting.splice(0)) reject(this.#death)
    }
    this.#worker.on('message', (response: Response) => this.#death ?? this.#take(response))
    onEnd(this.#worker, onDeath)
  }

  /** What a piece unpacks to, as ZstdUnpacker gives it; null is the end. */
  unpack(piece: Request): Promise<Uint8Array> {
    const answer = new Promise<Uint8Array>((resolve, reject) => {
      if (this.#death !== null) return reject(this.#death)
      this.#waiting.push({ resolve, reject })
      this.#worker.ref()
      this.#worker.postMessage(piece, piece === null ? [] : [piece.buffer])
    })
    return mayFail(answer)
  }

  close(): Promise<void> {
    return endQuietly(this.#worker)
  }

  #take(response: Response): void {
    const { resolve, reject } = this.#waiting.shift()!
    // A run that ends without asking for the rest need not wait for it.
    if (this.#waiting.length === 0) this.#worker.unref()
    if ('unpacked' in response) resolve(response.unpacked)
    else reject(response.problem === 'too much' ? new TooMuch() : new Damaged())
  }
}
