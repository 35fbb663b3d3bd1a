/** The thread in which zstd is unpacked, so that another one can read what it unpacks to. */

import { parentPort, workerData } from 'node:worker_threads'
import { Damaged, TooMuch } from '../ratio-watch.ts'
import type { Request, Response, WorkerData } from './protocol.ts'
import { ZstdUnpacker } from './unpacker.ts'

const { ratio } = workerData as WorkerData
const unpacker = await ZstdUnpacker.create(ratio)

parentPort!.on('message', (piece: Request) => {
  const response = answerTo(piece)
  parentPort!.postMessage(response, 'unpacked' in response ? [response.unpacked.buffer] : [])
})

function answerTo(piece: Request): Response {
  try {
    return { unpacked: joined(piece === null ? unpacker.end() : unpacker.push(piece)) }
  } catch (error) {
    if (error instanceof TooMuch) return { problem: 'too much' }
    if (error instanceof Damaged) return { problem: 'damaged' }
    throw error
  }
}

/** In memory of their own, which goes to the other thread. */
function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((bytes, { length }) => bytes + length, 0))
  let end = 0
  for (const piece of pieces) {
    all.set(piece, end)
    end += piece.length
  }
  return all
}
