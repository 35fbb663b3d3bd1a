/**
 * LZ4 frames, as Arrow has them. The libraries in plain JavaScript believe what the bytes say, and run for minutes on
 * a damaged one; here nothing is read or written outside of the bytes at hand.
 */

const MAGIC = 0x184d_2204
/** Bits of the first byte behind the magic number. */
const FLAG = { dictionary: 1, contentSize: 8, blockSums: 16 } as const
const STORED = 0x8000_0000

/** Unpacks a frame into memory that is large enough for it; the number of bytes written. */
export function unpackLz4(packed: Uint8Array, into: Uint8Array): number {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw damaged()
  const flags = packed[4]!
  if (flags & FLAG.dictionary) throw new Error('LZ4 with a dictionary of its own')
  let at = 7 + (flags & FLAG.contentSize ? 8 : 0)
  let end = 0
  for (;;) {
    const size = view.getUint32(at, true)
    if (size === 0) return end
    const start = at + 4
    at = start + (size & ~STORED)
    if (at > packed.length) throw damaged()
    const block = packed.subarray(start, at)
    end = size >= STORED ? copy(block, into, end) : unpackBlock(block, into, end)
    if (flags & FLAG.blockSums) at += 4
  }
}

const damaged = () => new Error('LZ4 that cannot be unpacked')

function copy(block: Uint8Array, into: Uint8Array, end: number): number {
  if (end + block.length > into.length) throw damaged()
  into.set(block, end)
  return end + block.length
}

/** Runs of new bytes, each but the last followed by a run that was there before. */
function unpackBlock(block: Uint8Array, into: Uint8Array, start: number): number {
  let end = start
  for (let at = 0; at < block.length; ) {
    const token = block[at++]!
    let count = token >> 4
    if (count === 15) [count, at] = longCount(block, at, count)
    if (at + count > block.length) throw damaged()
    end = copy(block.subarray(at, at + count), into, end)
    at += count
    if (at === block.length) return end
    const distance = block[at]! | ((block[at + 1] ?? 0) << 8)
    at += 2
    let again = token & 15
    if (again === 15) [again, at] = longCount(block, at, again)
    end = repeat(into, end, distance, again + 4)
  }
  return end
}

/** A count goes on for as long as its bytes are 255. */
function longCount(block: Uint8Array, from: number, start: number): [count: number, at: number] {
  let count = start
  for (let at = from; at < block.length; at++) {
    count += block[at]!
    if (block[at] !== 255) return [count, at + 1]
  }
  throw damaged()
}

/** Byte by byte, since a run may repeat what it has just written. */
function repeat(into: Uint8Array, end: number, distance: number, count: number): number {
  if (distance === 0 || distance > end || end + count > into.length) throw damaged()
  for (let i = end; i < end + count; i++) into[i] = into[i - distance]!
  return end + count
}
