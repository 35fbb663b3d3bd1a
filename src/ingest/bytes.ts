/** Where bytes come from: a file or standard input, unpacked where they are packed. */

import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { cannotRead } from '../errors/index.ts'
import { type ByteFlow, fileFlow } from './byte-flow.ts'
import type { Limits } from './limits.ts'
import { type Packing, packingOf, unpack } from './unpack.ts'

export const STANDARD_INPUT = '-'

export interface ByteSource {
  /** The path as the user wrote it; "standard input" for `-`. */
  readonly name: string
  /** Null for standard input, which can be read only once. */
  readonly path: string | null
  /** On disk; null where it is not known. */
  readonly size: number | null
  readonly packing: Packing | null
  /** The first bytes, unpacked: what formats and dialects are told by before the first row is read. */
  readonly head: Uint8Array
  /** The head is all there is. */
  readonly isWholeHead: boolean
  /** All bytes, unpacked; `onBytes` hears of bytes as they come from the disk. */
  read(onBytes?: (count: number) => void): AsyncIterable<Uint8Array>
  /** The same, where it need not be unpacked. */
  readonly flow?: (onBytes?: (count: number) => void) => ByteFlow
}

/** The head is as long as a header may be. */
export async function openBytes(path: string, limits: Limits): Promise<ByteSource> {
  return path === STANDARD_INPUT ? openStandardInput(limits) : openFile(path, limits)
}

async function openFile(path: string, limits: Limits): Promise<ByteSource> {
  let size: number
  let start: Uint8Array
  try {
    const facts = await stat(path)
    size = facts.size
    const file = await open(path, 'r')
    const buffer = new Uint8Array(Math.min(limits.header, size))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    await file.close()
    start = buffer.subarray(0, bytesRead)
  } catch (error) {
    throw cannotRead(path, error)
  }
  const packing = packingOf(start)
  const read = (onBytes?: (count: number) => void) => {
    const stream = createReadStream(path, { highWaterMark: 1 << 18 })
    return unpack(path, packing, counted(path, stream, onBytes), limits)
  }
  const head = packing === null ? start : await firstBytes(read(), limits.header)
  const isWholeHead = packing === null ? size <= limits.header : head.length < limits.header
  const opened: ByteSource = { name: path, path, size, packing, head, isWholeHead, read }
  return packing === null ? { ...opened, flow: onBytes => fileFlow(path, onBytes) } : opened
}

async function openStandardInput(limits: Limits): Promise<ByteSource> {
  const name = 'standard input'
  const iterator = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const packed = await pull(iterator, limits.header)
  const packing = packingOf(Buffer.concat(packed.slice(0, 4)))
  const bytes = unpack(name, packing, replay(packed, iterator), limits)[Symbol.asyncIterator]()
  const unpacked = await pull(bytes, limits.header)
  const head = Buffer.concat(unpacked)
  let taken = false
  return {
    name,
    path: null,
    size: null,
    packing,
    head: head.subarray(0, limits.header),
    isWholeHead: head.length < limits.header,
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

async function firstBytes(chunks: AsyncIterable<Uint8Array>, count: number): Promise<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await pull(iterator, count)
  await iterator.return?.()
  return Buffer.concat(first).subarray(0, count)
}
