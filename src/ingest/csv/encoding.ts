/** Bytes of a text file as UTF-8, checked: broken ones would else be read as U+FFFD in silence. */

import { isUtf8 } from 'node:buffer'
import { brokenEncoding, invalidEncoding, nulByte, unknownEncoding } from '../../errors/index.ts'
import type { ByteSource } from '../bytes.ts'

export interface EncodingFound {
  /** A name of TextDecoder. */
  readonly encoding: string
  readonly why: string
}

/** By the byte order mark, else UTF-8 where that fits; a UserError where it does not. */
export function encodingOf(name: string, head: Uint8Array, given: string | null): EncodingFound {
  if (given !== null) return { encoding: canonicalName(given), why: '--encoding' }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', why: 'its byte order mark' }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', why: 'its byte order mark' }
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  // The head may end within a character: up to three bytes of it.
  for (let cut = 0; cut <= 3; cut++) {
    if (isUtf8(head.subarray(0, head.length - cut))) {
      return { encoding: 'utf-8', why: bom ? 'its byte order mark' : 'valid UTF-8' }
    }
  }
  throw invalidEncoding(name, firstInvalidByte(head))
}

function canonicalName(given: string): string {
  try {
    return new TextDecoder(given, { fatal: true }).encoding
  } catch {
    throw unknownEncoding(given)
  }
}

/** The start of a file as text; a character that its end cuts off is left out. */
export const decodeHead = (encoding: string, head: Uint8Array) =>
  new TextDecoder(encoding).decode(head, { stream: true })

/** All of it as UTF-8, without a byte order mark. */
export async function* utf8Of(
  source: ByteSource,
  encoding: string,
  onBytes?: (count: number) => void,
  bytesBefore = 0,
): AsyncGenerator<Uint8Array> {
  const chunks = source.read(onBytes)
  yield* withoutMarks(
    encoding === 'utf-8' ? checked(source.name, chunks, bytesBefore) : recoded(source.name, encoding, chunks),
  )
}

/** Each chunk ends with a whole character. */
async function* checked(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  bytesBefore: number,
): AsyncGenerator<Uint8Array> {
  let offset = bytesBefore
  let carried: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    const bytes = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk
    const whole = bytes.length - unfinished(bytes)
    checkText(name, bytes.subarray(0, whole), offset)
    yield bytes.subarray(0, whole)
    carried = bytes.slice(whole)
    offset += whole
  }
  if (carried.length > 0) throw invalidEncoding(name, offset)
}

async function* recoded(
  name: string,
  encoding: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let offset = 0
  const decode = (chunk?: Uint8Array) => {
    try {
      return Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode())
    } catch {
      throw brokenEncoding(name, encoding, offset)
    }
  }
  for await (const chunk of chunks) {
    const bytes = decode(chunk)
    if (bytes.includes(0)) throw nulByte(name, offset)
    yield bytes
    offset += chunk.length
  }
  yield decode()
}

function checkText(name: string, bytes: Uint8Array, offset: number): void {
  if (!isUtf8(bytes)) throw invalidEncoding(name, offset + firstInvalidByte(bytes))
  const nul = bytes.indexOf(0)
  if (nul >= 0) throw nulByte(name, offset + nul)
}

/** Drops byte order marks at the start: two of them where a tool has added one of its own. */
async function* withoutMarks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isStart = true
  let held: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (!isStart) {
      yield chunk
      continue
    }
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    while (held.length >= 3 && isMark(held)) held = held.subarray(3)
    if (held.length < 3) continue
    yield held
    isStart = false
  }
  if (isStart && held.length > 0) yield held
}

const isMark = (bytes: Uint8Array) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/** Bytes at the end that start a character without finishing it. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}

/** Offset of the first byte that is no UTF-8. */
export function firstInvalidByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  // A prefix is "broken" when even cutting an unfinished character off its end leaves it invalid.
  const broken = (end: number) => {
    for (let cut = 0; cut <= 3 && cut <= end; cut++) if (isUtf8(bytes.subarray(0, end - cut))) return false
    return true
  }
  while (low < high) {
    const middle = (low + high) >> 1
    if (broken(middle)) high = middle
    else low = middle + 1
  }
  return Math.max(0, low - 1)
}
