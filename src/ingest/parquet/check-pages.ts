/**
 * A walk along the pages of a column before they are decoded: how large each says it is, and whether its bytes are
 * those its writer counted. The decoder would take the memory that a header asks for, and checks no checksum.
 */

import zlib from 'node:zlib'
import { type ByteFile, Refusal } from './byte-file.ts'
import { type Chunk, numberOf, structOf } from './footer.ts'
import type { Problem } from './protocol.ts'
import { ThriftEnd, ThriftReader, type ThriftStruct } from './thrift.ts'

/** Ids of fields of a page header in parquet.thrift. */
const HEADER = { rawSize: 2, size: 3, crc: 4, data: 5, dataV2: 8 } as const

/** Enough for a header without statistics. */
const WINDOW_BYTES = 1 << 10
/** With the longest statistics. */
const MOST_HEADER_BYTES = 1 << 24

/** Throws a Refusal at the first page that is damaged or, unpacked, larger than `maxPage`. */
export function checkPages(file: ByteFile, chunk: Chunk, maxPage: number): void {
  const column = chunk.path.join('.')
  const refuse = (what: string) => new Refusal({ kind: 'column', column, what })
  let seen = 0
  for (let at = chunk.start; at < chunk.end && seen < chunk.values; ) {
    const { header, bytes } = readHeader(file, at, chunk.end, refuse)
    const [size, rawSize] = sizesOf(header, refuse)
    const tooLarge: Problem = { kind: 'page', column, bytes: Math.max(rawSize, size) }
    if (tooLarge.bytes > maxPage) throw new Refusal(tooLarge)
    at += bytes
    if (at + size > file.size) throw refuse('a page ends past the end of the file')
    if (header.has(HEADER.crc)) checkSum(file.read(at, size), header, refuse)
    at += size
    seen += valuesOf(header)
  }
}

type Refuse = (what: string) => Refusal

function readHeader(file: ByteFile, at: number, end: number, refuse: Refuse) {
  for (let window = WINDOW_BYTES; window <= MOST_HEADER_BYTES; window *= 16) {
    const reader = new ThriftReader(file.read(at, Math.min(window, end - at)))
    try {
      return { header: reader.struct(), bytes: reader.at }
    } catch (error) {
      if (!(error instanceof ThriftEnd) || window >= end - at) break
    }
  }
  throw refuse('the header of a page cannot be read')
}

function sizesOf(header: ThriftStruct, refuse: Refuse): [size: number, rawSize: number] {
  const size = numberOf(header, HEADER.size)
  const rawSize = numberOf(header, HEADER.rawSize)
  if (size < 0 || rawSize < 0) throw refuse(`a page of ${Math.min(size, rawSize)} bytes`)
  return [size, rawSize]
}

/** Data pages count their values; dictionaries hold none of the rows. */
function valuesOf(header: ThriftStruct): number {
  const id = header.has(HEADER.data) ? HEADER.data : HEADER.dataV2
  return header.has(id) ? Math.max(0, numberOf(structOf(header, id), 1)) : 0
}

function checkSum(body: Uint8Array, header: ThriftStruct, refuse: Refuse): void {
  // Node knows it from 20.15 on.
  if (zlib.crc32 === undefined) return
  const expected = numberOf(header, HEADER.crc) >>> 0
  if (zlib.crc32(body) !== expected) throw refuse('the checksum of a page does not fit its bytes')
}
