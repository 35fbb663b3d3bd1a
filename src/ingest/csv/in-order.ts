/** Chunks read ahead of their turn, perhaps by other threads, and handed on in the order of the file. */

import { spread } from '../spread.ts'
import type { LineChunks } from './line-chunks.ts'

/** A record longer than this is no plain file's. */
export const MOST_CHUNK_BYTES = 1 << 23

/** What the reading of a chunk gave. */
export interface ChunkRead<T> {
  readonly chunk: Uint8Array<ArrayBuffer>
  readonly value: T
  /** Records read, the header among them, and lines. */
  readonly records: number
  readonly lines: number
  /** Where the first record starts that was not read: it is irregular, or goes on in the next chunk. */
  readonly end: number
  readonly isIrregular: boolean
}

export interface ChunkReader<T> {
  read(chunk: Uint8Array<ArrayBuffer>, isFirst: boolean): ChunkRead<T> | Promise<ChunkRead<T>>
  /** What was read of a chunk is not wanted. */
  forget(value: T): void
}

/** What was read, and how many records stand before it. */
export interface Placed<T> {
  readonly value: T
  readonly chunk: Uint8Array<ArrayBuffer>
  readonly recordsBefore: number
}

/** How much of a file was read. */
export interface Before {
  readonly records: number
  readonly lines: number
  readonly bytes: number
}

export const START: Before = { records: 0, lines: 0, bytes: 0 }

/** What must be read in another way. */
export interface Rest extends Before {
  readonly rest: AsyncIterable<Uint8Array>
}

/**
 * Every chunk is taken to start with a record. That holds where the chunk before it was read to its end; where it
 * was not, the line end between the two stood in quotes: what was read ahead is then forgotten, and cut anew.
 * Returns what is left where a record is irregular, null at the end of the file.
 */
export async function* inOrder<T>(
  chunks: LineChunks,
  ahead: () => number,
  { read, forget }: ChunkReader<T>,
  chunkBytes = spread.chunkBytes,
): AsyncGenerator<Placed<T>, Rest | null> {
  const reading: (ChunkRead<T> | Promise<ChunkRead<T>>)[] = []
  let before = START
  let length = chunkBytes
  let isFirst = true
  for (;;) {
    while (reading.length < ahead()) {
      const chunk = await chunks.next(length)
      if (chunk === null) break
      reading.push(read(chunk, isFirst))
      isFirst = false
    }
    if (reading.length === 0) return null
    const done = await reading.shift()!
    yield { value: done.value, chunk: done.chunk, recordsBefore: before.records }
    before = {
      records: before.records + done.records,
      lines: before.lines + done.lines,
      bytes: before.bytes + done.end,
    }
    if (done.end === done.chunk.length) continue
    const unread = [done.chunk.slice(done.end)]
    for (const later of reading.splice(0)) {
      const { chunk, value } = await later
      forget(value)
      unread.push(chunk.slice())
    }
    chunks.putBack(Buffer.concat(unread))
    // No progress: the record is longer than the chunk.
    length = done.end === 0 ? 2 * length : chunkBytes
    isFirst = before.records === 0
    if (done.isIrregular || length > MOST_CHUNK_BYTES) {
      return { ...before, rest: chunks.remaining() }
    }
  }
}
