/** Bytes one behind the other, each put where it is asked for. */

import { type FileHandle, open } from 'node:fs/promises'
import { cannotRead } from '../errors/index.ts'

export interface ByteFlow {
  /** Fills the start of `into`; with how many bytes, 0 at the end. */
  readInto(into: Uint8Array): Promise<number>
  close(): Promise<void>
}

/** A file as it is: nothing is copied but into the memory where it is needed. */
export function fileFlow(path: string, onBytes?: (count: number) => void): ByteFlow {
  let file: FileHandle | null = null
  return {
    async readInto(into) {
      try {
        file ??= await open(path, 'r')
        const { bytesRead } = await file.read(into, 0, into.length, null)
        onBytes?.(bytesRead)
        return bytesRead
      } catch (error) {
        throw cannotRead(path, error)
      }
    },
    async close() {
      await file?.close()
      file = null
    },
  }
}

export function flowOf(pieces: AsyncIterable<Uint8Array>): ByteFlow {
  const iterator = pieces[Symbol.asyncIterator]()
  let piece: Uint8Array = new Uint8Array(0)
  return {
    async readInto(into) {
      while (piece.length === 0) {
        const { done, value } = await iterator.next()
        if (done) return 0
        piece = value
      }
      const length = Math.min(into.length, piece.length)
      into.set(piece.subarray(0, length))
      piece = piece.subarray(length)
      return length
    },
    async close() {
      await iterator.return?.()
    },
  }
}
