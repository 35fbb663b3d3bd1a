/** Packed bytes → bytes, by what their first ones say; no more of them than an export can hold. */

import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { truncatedArchive, unpacksTooLarge, UserError } from '../errors/index.ts'
import type { Limits } from './limits.ts'
import { ZstdFrames } from './zstd-frames.ts'

export type Packing = 'gzip' | 'zstd'

type Chunks = AsyncIterable<Uint8Array>

/** Null where they are not packed. */
export function packingOf(start: Uint8Array): Packing | null {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, i) => start[i] === byte)
  if (begins(0x1f, 0x8b)) return 'gzip'
  return begins(0x28, 0xb5, 0x2f, 0xfd) ? 'zstd' : null
}

/** A UserError where the data is damaged or cut off, or unpacks to more than the bound. */
export async function* unpack(
  name: string,
  packing: Packing | null,
  chunks: Chunks,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  if (packing === null) return yield* chunks
  const watch = new RatioWatch(name, limits.ratio)
  const packed = watch.packed(chunks)
  for await (const chunk of packing === 'gzip' ? gunzip(name, packed) : unzstd(name, packed, watch)) {
    if (packing === 'gzip') watch.unpacked(chunk)
    yield chunk
  }
}

async function* gunzip(name: string, chunks: Chunks): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks)
  const stream = createGunzip({ chunkSize: 1 << 18 })
  // `pipe` drops the errors of its source, so they are carried over by hand.
  source.on('error', error => stream.destroy(error))
  try {
    for await (const chunk of source.pipe(stream)) yield chunk as Uint8Array
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? truncatedArchive(name, 'gzip') : error
  }
}

/** Handed over in small pieces: what one of them unpacks to is held whole. */
const ZSTD_PIECE = 1 << 15

async function* unzstd(name: string, chunks: Chunks, watch: RatioWatch): AsyncGenerator<Uint8Array> {
  const [{ Decompress }, { default: xxhash }] = await Promise.all([import('fzstd'), import('xxhash-wasm')])
  const { create64 } = await xxhash()
  const frames = new ZstdFrames()
  let hash = create64()
  let ready: Uint8Array[] = []
  const stream = new Decompress(chunk => {
    watch.unpacked(chunk)
    hash.update(chunk)
    ready.push(chunk)
  })
  const push = (piece: Uint8Array, isLast: boolean) => {
    ready = []
    try {
      stream.push(piece, isLast)
    } catch (error) {
      // A bound's own error goes on as it is; what else breaks the library is broken data.
      throw error instanceof UserError ? error : truncatedArchive(name, 'zstd')
    }
    return ready
  }
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += ZSTD_PIECE) {
      for (const { bytes, frame } of frames.cut(chunk.subarray(start, start + ZSTD_PIECE))) {
        yield* push(bytes, false)
        if (frame === null) continue
        const isWhole = frame.checksum === null || frame.checksum === Number(hash.digest() & 0xffff_ffffn)
        if (!isWhole) throw truncatedArchive(name, 'zstd')
        hash = create64()
      }
    }
  }
  yield* push(new Uint8Array(0), true)
}

/** Below this the ratio says nothing: a small file may well be one row a thousand times. */
const RATIO_FLOOR = 1 << 28

class RatioWatch {
  readonly #name: string
  readonly #limit: number
  #packed = 0
  #unpacked = 0

  constructor(name: string, limit: number) {
    this.#name = name
    this.#limit = limit
  }

  async *packed(chunks: Chunks): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#packed += chunk.length
      yield chunk
    }
  }

  unpacked({ length }: Uint8Array): void {
    this.#unpacked += length
    if (this.#unpacked < RATIO_FLOOR || this.#unpacked <= this.#packed * this.#limit) return
    throw unpacksTooLarge(this.#name, this.#limit)
  }
}
