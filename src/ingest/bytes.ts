/** Where bytes come from: a file or standard input, gunzipped where they are gzip. */

import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { cannotRead, truncatedGzip } from '../errors/index.ts'

export const STANDARD_INPUT = '-'

/** What is looked at to tell formats and dialects before the first row is read. */
const HEAD_BYTES = 1 << 16

export interface ByteSource {
  /** The path as the user wrote it; "standard input" for `-`. */
  readonly name: string
  /** Null for standard input, which can be read only once. */
  readonly path: string | null
  /** On disk; null where it is not known. */
  readonly size: number | null
  readonly gzipped: boolean
  /** The first bytes, unpacked. */
  readonly head: Uint8Array
  /** All bytes, unpacked; `onBytes` hears of bytes as they come from the disk. */
  read(onBytes?: (count: number) => void): AsyncIterable<Uint8Array>
}

export async function openBytes(path: string): Promise<ByteSource> {
  return path === STANDARD_INPUT ? openStandardInput() : openFile(path)
}

async function openFile(path: string): Promise<ByteSource> {
  let size: number
  let start: Uint8Array
  try {
    const facts = await stat(path)
    size = facts.size
    const file = await open(path, 'r')
    const buffer = new Uint8Array(Math.min(HEAD_BYTES, size))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    await file.close()
    start = buffer.subarray(0, bytesRead)
  } catch (error) {
    throw cannotRead(path, error)
  }
  const gzipped = isGzip(start)
  const read = (onBytes?: (count: number) => void) => {
    const stream = createReadStream(path, { highWaterMark: 1 << 18 })
    return unpack(path, gzipped, counted(path, stream, onBytes))
  }
  const head = gzipped ? await firstBytes(read()) : start
  return { name: path, path, size, gzipped, head, read }
}

async function openStandardInput(): Promise<ByteSource> {
  const name = 'standard input'
  const iterator = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const packed = await pull(iterator, HEAD_BYTES)
  const gzipped = isGzip(packed[0] ?? new Uint8Array(0))
  const bytes = unpack(name, gzipped, replay(packed, iterator))[Symbol.asyncIterator]()
  const unpacked = await pull(bytes, HEAD_BYTES)
  let taken = false
  return {
    name,
    path: null,
    size: null,
    gzipped,
    head: Buffer.concat(unpacked).subarray(0, HEAD_BYTES),
    read: onBytes => {
      if (taken) throw new Error('standard input can be read only once')
      taken = true
      return counted(name, replay(unpacked, bytes), onBytes)
    },
  }
}

/** Chunks from an iterator until they hold that many bytes, or until it ends. */
async function pull(iterator: AsyncIterator<Uint8Array>, bytes: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for (let held = 0; held < bytes; ) {
    const { done, value } = await iterator.next()
    if (done) break
    chunks.push(value)
    held += value.length
  }
  return chunks
}

async function* replay(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>) {
  yield* first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* counted(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  onBytes?: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) {
      onBytes?.(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw cannotRead(name, error)
  }
}

async function* unpack(name: string, gzipped: boolean, chunks: AsyncIterable<Uint8Array>) {
  if (!gzipped) return yield* chunks
  const source = Readable.from(chunks)
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  // `pipe` drops the errors of its source, so they are carried over by hand.
  source.on('error', error => gunzip.destroy(error))
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Uint8Array
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? truncatedGzip(name) : error
  }
}

async function firstBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await pull(iterator, HEAD_BYTES)
  await iterator.return?.()
  return Buffer.concat(first).subarray(0, HEAD_BYTES)
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}
