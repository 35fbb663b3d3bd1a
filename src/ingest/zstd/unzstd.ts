/** zstd as a stream: a little of it here, and more of it on a thread of its own. */

import { spread } from '../spread.ts'
import { ZstdThread } from './thread.ts'
import { PIECE_BYTES, ZstdUnpacker } from './unpacker.ts'

type Chunks = AsyncIterable<Uint8Array>

/** Pieces that are unpacked while this thread does other things. */
const PIECES_AHEAD = 8

/** Throws TooMuch past the bound, Damaged, and a UserError where a thread dies. */
export async function* unzstd(chunks: Chunks, ratio: number): AsyncGenerator<Uint8Array> {
  const pieces = piecesOf(chunks)
  const first: Uint8Array<ArrayBuffer>[] = []
  let given = 0
  try {
    const unpacker = await ZstdUnpacker.create(ratio)
    for (let packed = 0; packed <= spread.leastPackedBytes; ) {
      const { done, value: piece } = await pieces.next()
      if (done) return yield* unpacker.end()
      first.push(piece)
      packed += piece.length
      for (const unpacked of packed > spread.leastPackedBytes ? [] : unpacker.push(piece)) {
        given += unpacked.length
        yield unpacked
      }
    }
    yield* after(given, unzstdElsewhere(first, pieces, ratio))
  } finally {
    await pieces.return(undefined)
  }
}

/** The thread unpacks the first pieces again: what it knows of the ones before is part of how it reads the next. */
async function* unzstdElsewhere(
  first: readonly Uint8Array<ArrayBuffer>[],
  rest: AsyncGenerator<Uint8Array<ArrayBuffer>>,
  ratio: number,
): AsyncGenerator<Uint8Array> {
  const thread = new ZstdThread({ ratio })
  try {
    const ahead = first.map(piece => thread.unpack(piece))
    for await (const piece of rest) {
      ahead.push(thread.unpack(piece))
      while (ahead.length > PIECES_AHEAD) yield await ahead.shift()!
    }
    ahead.push(thread.unpack(null))
    for (const unpacked of ahead) yield await unpacked
  } finally {
    await thread.close()
  }
}

/** Copies, which may be moved to a thread. */
async function* piecesOf(chunks: Chunks): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      yield Uint8Array.from(chunk.subarray(start, start + PIECE_BYTES))
    }
  }
}

/** What comes behind so many bytes. */
async function* after(count: number, chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let passed = 0
  for await (const chunk of chunks) {
    const start = Math.min(chunk.length, count - passed)
    passed += start
    if (start < chunk.length) yield chunk.subarray(start)
  }
}
