/** Bytes in pieces that end with a line: each can be read by itself, unless its last line end stands in quotes. */

import { LF, QUOTE } from './chunk-memory.ts'

/** Gives memory for a chunk of so many bytes. */
export type Allocate = (length: number) => Uint8Array<ArrayBuffer>

export class LineChunks {
  readonly #source: AsyncIterator<Uint8Array>
  readonly #allocate: Allocate
  /** What was taken from the source and belongs to no chunk yet; the last piece comes first. */
  readonly #rest: Uint8Array[] = []

  constructor(source: AsyncIterable<Uint8Array>, allocate: Allocate) {
    this.#source = source[Symbol.asyncIterator]()
    this.#allocate = allocate
  }

  /** The next so many bytes up to a line end, if there is one; a last line without gets one. Null at the end. */
  async next(length: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const chunk = this.#allocate(length)
    let used = 0
    // A byte is left for the last line end.
    while (used < length - 1) {
      const piece = await this.#take(length - 1 - used)
      if (piece === null) {
        // A character may be cut off there: that is for the reference to tell of.
        if (used > 0 && chunk[used - 1] !== LF && chunk[used - 1]! < 0x80) chunk[used++] = LF
        return used === 0 ? null : chunk.subarray(0, used)
      }
      chunk.set(piece, used)
      used += piece.length
    }
    const cut = afterLastLine(chunk.subarray(0, used)) || used
    this.putBack(chunk.slice(cut, used))
    return chunk.subarray(0, cut)
  }

  /** To be given out again, before what follows. */
  putBack(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#rest.push(bytes)
  }

  /** All that is left, as it comes. */
  async *remaining(): AsyncGenerator<Uint8Array> {
    try {
      for (let piece = await this.#take(Infinity); piece; piece = await this.#take(Infinity)) yield piece
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }

  async #take(most: number): Promise<Uint8Array | null> {
    const whole = this.#rest.pop() ?? (await this.#source.next()).value
    if (!whole) return null
    this.putBack(whole.subarray(most))
    return whole.subarray(0, most)
  }
}

/** The end of the last line that seems to end outside of quotes; 0 where there is none. */
function afterLastLine(bytes: Uint8Array): number {
  if (!bytes.includes(QUOTE)) return bytes.lastIndexOf(LF) + 1
  let isQuoted = false
  let end = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted
    else if (bytes[at] === LF && !isQuoted) end = at + 1
  }
  return end
}
