/** The reading of a row group: a batch is decoded while the one before it is used, and so is the first of the next. */

import type { RecordBatch } from 'parquet-wasm/esm'
import type { Response, Rows, RowsRequest } from './protocol.ts'

export type Batches = ReadableStreamDefaultReader<RecordBatch>

/** How row groups are decoded. */
export interface Decoding {
  /** Checks a row group and starts to decode it. */
  start(request: RowsRequest): Promise<Batches>
  /** What is handed over of a batch, which is gone then. */
  take(batch: RecordBatch, request: RowsRequest): Rows
}

export class GroupReading {
  #request: RowsRequest
  readonly #decoding: Decoding
  #batches: Batches | null = null
  #upcoming: Promise<Response>
  #following: GroupReading | null = null
  #isOver = false

  constructor(request: RowsRequest, decoding: Decoding) {
    this.#request = request
    this.#decoding = decoding
    this.#upcoming = inTime(this.#first())
  }

  /** The rows that come next; null in their place at the end. */
  async take(): Promise<Response> {
    const response = await this.#upcoming
    if ('rows' in response && response.rows) this.#upcoming = inTime(this.#next())
    return response
  }

  /** The reading of that row group: the one that has begun, where it is of the same columns, and else a new one. */
  async followedBy(request: RowsRequest): Promise<GroupReading> {
    const following = this.#following
    if (following?.isOf(request)) {
      following.#request = request
      return following
    }
    await this.cancel()
    return new GroupReading(request, this.#decoding)
  }

  isOf(request: RowsRequest): boolean {
    const what = (request: RowsRequest) => JSON.stringify({ ...request, next: null })
    return what(this.#request) === what(request)
  }

  async cancel(): Promise<void> {
    this.#isOver = true
    await this.#following?.cancel()
    // The decoder breaks where one reading begins within another.
    await this.#upcoming.catch(() => {})
    await this.#batches?.cancel()
  }

  async #first(): Promise<Response> {
    this.#batches = await this.#decoding.start(this.#request)
    return this.#next()
  }

  async #next(): Promise<Response> {
    const { done, value } = await this.#batches!.read()
    if (!done) return { rows: this.#decoding.take(value, this.#request) }
    const { next } = this.#request
    if (next !== null && !this.#isOver) {
      this.#following = new GroupReading({ ...this.#request, group: next, next: null }, this.#decoding)
    }
    return { rows: null }
  }
}

/** A failure is told when the answer is asked for. */
function inTime(response: Promise<Response>): Promise<Response> {
  response.catch(() => {})
  return response
}
