/** Packed bytes → bytes, by what their first ones say; no more of them than an export can hold. */

import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { truncatedArchive, unpacksTooLarge } from '../errors/index.ts'
import type { Limits } from './limits.ts'
import { Damaged, RatioWatch, TooMuch } from './ratio-watch.ts'

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
  { ratio }: Pick<Limits, 'ratio'>,
): AsyncGenerator<Uint8Array> {
  if (packing === null) return yield* chunks
  try {
    yield* packing === 'gzip' ? gunzip(chunks, ratio) : unzstd(chunks, ratio)
  } catch (error) {
    if (error instanceof TooMuch) throw unpacksTooLarge(name, ratio)
    throw error instanceof Damaged ? truncatedArchive(name, packing) : error
  }
}

async function* gunzip(chunks: Chunks, ratio: number): AsyncGenerator<Uint8Array> {
  const watch = new RatioWatch(ratio)
  const source = Readable.from(watched(chunks, watch))
  const stream = createGunzip({ chunkSize: 1 << 18 })
  // `pipe` drops the errors of its source, so they are carried over by hand.
  source.on('error', error => stream.destroy(error))
  try {
    for await (const chunk of source.pipe(stream)) {
      watch.unpacked(chunk as Uint8Array)
      yield chunk as Uint8Array
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? new Damaged() : error
  }
}

async function* watched(chunks: Chunks, watch: RatioWatch): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    watch.packed(chunk)
    yield chunk
  }
}

async function* unzstd(chunks: Chunks, ratio: number): AsyncGenerator<Uint8Array> {
  yield* (await import('./zstd/unzstd.ts')).unzstd(chunks, ratio)
}
