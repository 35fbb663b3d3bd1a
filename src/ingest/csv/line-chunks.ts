/** Bytes in pieces that end with a line: each can be read by itself, unless its last line end stands in quotes. */

import type { ByteFlow } from '../byte-flow.ts'
import { LF, QUOTE } from './chunk-memory.ts'

/** Gives memory for a chunk of so many bytes. */
export type Allocate = (length: number) => Uint8Array<ArrayBuffer>

/** What follows is handed on in pieces of this size. */
const PIECE_BYTES = 1 << 18

export class LineChunks {
  readonly #source: ByteFlow
  readonly #allocate: Allocate
  /** What was read and belongs to no chunk yet; the last piece comes first. */
  readonly #rest: Uint8Array[] = []

  constructor(source: ByteFlow, allocate: Allocate) {
    this.#source = source
    this.#allocate = allocate
  }

  /** The next so many bytes up to a line end, if there is one; a last line without gets one. Null at the end. */
  async next(length: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const chunk = this.#allocate(length)
    let used = 0
    // A byte is left for the last line end.
    while (used < length - 1) {
      const read = await this.#readInto(chunk.subarray(used, length - 1))
      if (read === 0) {
        // A character may be cut off there: that is for the reference to tell of.
        if (used > 0 && chunk[used - 1] !== LF && chunk[used - 1]! < 0x80) chunk[used++] = LF
        return used === 0 ? null : chunk.subarray(0, used)
      }
      used += read
    }
    const cut = afterLastLine(chunk.subarray(0, used)) || used
    this.putBack(chunk.slice(cut, used))
    return chunk.subarray(0, cut)
  }

  /** To be given out again, before what follows. */
  putBack(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#rest.push(bytes)
  }

  /** All that is left, in pieces. */
  async *remaining(): AsyncGenerator<Uint8Array> {
    try {
      while (this.#rest.length > 0) yield this.#rest.pop()!
      for (;;) {
        const piece = new Uint8Array(PIECE_BYTES)
        const read = await this.#source.readInto(piece)
        if (read === 0) return
        yield piece.subarray(0, read)
      }
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    await this.#source.close()
  }

  async #readInto(into: Uint8Array): Promise<number> {
    const rest = this.#rest.pop()
    if (!rest) return this.#source.readInto(into)
    const length = Math.min(rest.length, into.length)
    into.set(rest.subarray(0, length))
    this.putBack(rest.subarray(length))
    return length
  }
}

/** The end of the last line that seems to end outside of quotes; 0 where there is none. */
function afterLastLine(bytes: Uint8Array<ArrayBuffer>): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (buffer.indexOf(QUOTE) === -1) return buffer.lastIndexOf(LF) + 1
  let isQuoted = false
  let end = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted
    else if (bytes[at] === LF && !isQuoted) end = at + 1
  }
  return end
}
