/**
 * The messages of an Arrow stream, followed as the bytes pass by: its reader takes four zeros for the end, wherever
 * they stand, and does not look at what is behind it, nor at the order of bytes that the schema names.
 */

import { ByteBuffer } from 'flatbuffers'

const MARKER = 0xffff_ffff

/** Of the tables in Message.fbs and Schema.fbs: where their fields stand in the list of offsets. */
const MESSAGE = { kind: 6, header: 8, bodyBytes: 10 } as const
const SCHEMA = { isBigEndian: 4 } as const
const SCHEMA_KIND = 1

/** Larger headers are in no stream. */
const MOST_HEADER_BYTES = 2 ** 28

export class StreamFrames implements AsyncIterable<Uint8Array> {
  readonly #chunks: AsyncIterator<Uint8Array>
  #stage: 'length' | 'header' | 'end' = 'length'
  /** Bytes of a body that are still to come. */
  #body = 0
  #wanted = 4
  #held: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Passes the bytes on; what is left when the reader has enough is for `finish`. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return {
      next: async () => {
        const next = await this.#chunks.next()
        if (next.done) this.#checkWhole()
        else this.#follow(next.value)
        return next
      },
      return: async () => ({ done: true, value: undefined }),
    }
  }

  /** Throws where the stream ends within a message, or where bytes follow its end. */
  async finish(): Promise<void> {
    for await (const _chunk of this);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  #checkWhole(): void {
    if (this.#body > 0 || this.#held.length > 0 || this.#stage === 'header') {
      throw new Error('it ends within a batch')
    }
  }

  #follow(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#stage === 'end') throw new Error('bytes follow its end')
      const count = Math.min(this.#body || this.#wanted - this.#held.length, chunk.length - at)
      if (this.#body > 0) this.#body -= count
      else this.#hold(chunk.subarray(at, at + count))
      at += count
    }
  }

  #hold(piece: Uint8Array): void {
    this.#held = Buffer.concat([this.#held, piece])
    if (this.#held.length < this.#wanted) return
    const held = this.#held
    this.#held = new Uint8Array(0)
    if (this.#stage === 'length') this.#takeLength(Buffer.from(held).readUInt32LE(0))
    else this.#takeHeader(held)
  }

  #takeLength(length: number): void {
    // Streams from before Arrow 0.15 have no marker.
    if (length === MARKER) return
    if (length > MOST_HEADER_BYTES) throw new Error(`a header of ${length} bytes`)
    this.#stage = length === 0 ? 'end' : 'header'
    this.#wanted = length
  }

  #takeHeader(header: Uint8Array): void {
    this.#body = bodyBytes(header)
    this.#stage = 'length'
    this.#wanted = 4
  }
}

function bodyBytes(header: Uint8Array): number {
  const bytes = new ByteBuffer(header)
  const message = bytes.readInt32(0)
  const at = bytes.__offset(message, MESSAGE.bodyBytes)
  const length = at === 0 ? 0 : Number(bytes.readInt64(message + at))
  if (length < 0) throw new Error(`a batch of ${length} bytes`)
  return length
}

/** Whether the schema, with which a stream begins and a file behind its magic word, names the order of old mainframes. */
export function isBigEndian(head: Uint8Array, kind: 'file' | 'stream'): boolean {
  const start = kind === 'file' ? 8 : 0
  const hasMarker = head[start] === 0xff && head[start + 3] === 0xff
  const bytes = new ByteBuffer(head.subarray(start + (hasMarker ? 8 : 4)))
  const message = bytes.readInt32(0)
  const kindAt = bytes.__offset(message, MESSAGE.kind)
  const headerAt = bytes.__offset(message, MESSAGE.header)
  if (kindAt === 0 || headerAt === 0 || bytes.readUint8(message + kindAt) !== SCHEMA_KIND) return false
  const schema = bytes.__indirect(message + headerAt)
  const at = bytes.__offset(schema, SCHEMA.isBigEndian)
  return at !== 0 && bytes.readInt16(schema + at) === 1
}
