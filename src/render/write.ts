/** Writing to a sink at the pace it takes, whatever the size of the answer. */

import type { Writable } from 'node:stream'

/** Characters gathered before they are handed on: a write per row would cost more than making the row. */
const CHUNK_LENGTH = 65_536

/** Resolves when the sink has taken the chunk; rejects with the sink's error. */
export function write(sink: Writable, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    sink.write(chunk, error => (error ? reject(error) : resolve()))
  })
}

/** Writes pieces of text one after the other; no more than one chunk is held at a time. */
export async function writeText(sink: Writable, pieces: Iterable<string>): Promise<void> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK_LENGTH) continue
    await write(sink, chunk)
    chunk = ''
  }
  if (chunk !== '') await write(sink, chunk)
}
