/** zstd, piece by piece, each frame held to its checksum. */

import { Decompress } from 'fzstd'
import xxhash, { type XXHash, type XXHashAPI } from 'xxhash-wasm'
import { Damaged, RatioWatch, TooMuch } from '../ratio-watch.ts'
import { ZstdFrames } from './frames.ts'

/** In pieces of this size it is handed over: what one of them unpacks to is held whole. */
export const PIECE_BYTES = 1 << 15

let hashes: Promise<XXHashAPI> | undefined

export class ZstdUnpacker {
  readonly #hashes: XXHashAPI
  readonly #watch: RatioWatch
  readonly #frames = new ZstdFrames()
  #hash: XXHash<bigint>
  #ready: Uint8Array[] = []
  readonly #stream = new Decompress(chunk => {
    this.#watch.unpacked(chunk)
    this.#hash.update(chunk)
    this.#ready.push(chunk)
  })

  private constructor(ratio: number, hashes: XXHashAPI) {
    this.#watch = new RatioWatch(ratio)
    this.#hashes = hashes
    this.#hash = hashes.create64()
  }

  /** `ratio`: of unpacked bytes to packed ones, at most. */
  static async create(ratio: number): Promise<ZstdUnpacker> {
    hashes ??= xxhash()
    return new ZstdUnpacker(ratio, await hashes)
  }

  /** What a piece unpacks to. Throws TooMuch past the bound, and Damaged. */
  push(piece: Uint8Array): Uint8Array[] {
    this.#ready = []
    this.#watch.packed(piece)
    for (const { bytes, frame } of this.#frames.cut(piece)) {
      this.#push(bytes, false)
      if (frame === null) continue
      const isWhole = frame.checksum === null || frame.checksum === Number(this.#hash.digest() & 0xffff_ffffn)
      if (!isWhole) throw new Damaged()
      this.#hash = this.#hashes.create64()
    }
    return this.#ready
  }

  /** What is left at the end; Damaged where more was to come. */
  end(): Uint8Array[] {
    this.#ready = []
    this.#push(new Uint8Array(0), true)
    return this.#ready
  }

  #push(bytes: Uint8Array, isLast: boolean): void {
    try {
      this.#stream.push(bytes, isLast)
    } catch (error) {
      // A bound's own error goes on as it is; what else breaks the library is broken data.
      throw error instanceof TooMuch ? error : new Damaged()
    }
  }
}
