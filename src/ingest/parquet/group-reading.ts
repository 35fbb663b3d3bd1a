/** The reading of a row group: a batch is decoded while the one before it is used, and so is the first of the next. */

import type { RecordBatch } from 'parquet-wasm/esm'
import type { Response, RowsRequest } from './protocol.ts'

export type Batches = ReadableStreamDefaultReader<RecordBatch>

/** Checks a row group and starts to decode it. */
export type Start = (request: RowsRequest) => Promise<Batches>

export class GroupReading {
  #request: RowsRequest
  readonly #start: Start
  #batches: Batches | null = null
  #upcoming: Promise<Response>
  #following: GroupReading | null = null
  #isOver = false

  constructor(request: RowsRequest, start: Start) {
    this.#request = request
    this.#start = start
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
    return new GroupReading(request, this.#start)
  }

  isOf({ group, columns }: RowsRequest): boolean {
    return this.#request.group === group && JSON.stringify(this.#request.columns) === JSON.stringify(columns)
  }

  async cancel(): Promise<void> {
    this.#isOver = true
    await this.#following?.cancel()
    // The decoder breaks where one reading begins within another.
    await this.#upcoming.catch(() => {})
    await this.#batches?.cancel()
  }

  async #first(): Promise<Response> {
    this.#batches = await this.#start(this.#request)
    return this.#next()
  }

  async #next(): Promise<Response> {
    const { done, value } = await this.#batches!.read()
    if (!done) return { rows: value.intoIPCStream() }
    const { next } = this.#request
    if (next !== null && !this.#isOver) {
      this.#following = new GroupReading({ ...this.#request, group: next, next: null }, this.#start)
    }
    return { rows: null }
  }
}

/** A failure is told when the answer is asked for. */
function inTime(response: Promise<Response>): Promise<Response> {
  response.catch(() => {})
  return response
}
