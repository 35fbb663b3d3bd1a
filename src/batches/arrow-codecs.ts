/** Unpacks the buffers of Arrow files, which Feather files of pandas and R have in LZ4. */

import { CompressionType, compressionRegistry } from 'apache-arrow'
import { Decompress } from 'fzstd'
import { unpackLz4 } from './lz4-frame.ts'

/** Packed bytes are preceded by the number of those they unpack to. */
const LENGTH_BYTES = 8

/** Buffers that would unpack to more than `maxBytes` are an error. */
export function registerCodecs(maxBytes: number): void {
  compressionRegistry.set(CompressionType.LZ4_FRAME, {
    decode: packed => unpacked(packed, maxBytes, into => unpackLz4(packed, into)),
  })
  compressionRegistry.set(CompressionType.ZSTD, {
    decode: packed => unpacked(packed, maxBytes, into => unpackZstd(packed, into)),
  })
}

function unpacked(packed: Uint8Array, maxBytes: number, unpack: (into: Uint8Array) => number): Uint8Array {
  const length = declaredLength(packed)
  if (length > maxBytes) throw new Error(`a buffer unpacks to ${length} bytes, ${maxBytes} is the bound`)
  const into = new Uint8Array(length)
  const found = unpack(into)
  if (found !== length) throw new Error(`a buffer unpacks to ${found} bytes, not to ${length}`)
  return into
}

/** Piece by piece, so that bytes which unpack to far more than they say are found out before they take all memory. */
function unpackZstd(packed: Uint8Array, into: Uint8Array): number {
  let end = 0
  const stream = new Decompress(piece => {
    if (end + piece.length > into.length) throw new Error('a buffer unpacks to more than it says')
    into.set(piece, end)
    end += piece.length
  })
  stream.push(packed, true)
  return end
}

/** The registry hands on what follows the length, as a view of the buffer that holds it too. */
function declaredLength({ buffer, byteOffset }: Uint8Array): number {
  const length = Number(new DataView(buffer, byteOffset - LENGTH_BYTES).getBigInt64(0, true))
  if (length < 0) throw new Error(`a buffer of ${length} bytes`)
  return length
}
