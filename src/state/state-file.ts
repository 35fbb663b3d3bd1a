/**
 * A state as a file: a line that says what it is, its structure, its arrays of numbers one after another, and a checksum
 * of all that. Nothing in it is believed before the checksum has been found right.
 */

import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { deserialize, serialize } from 'node:v8'
import { cannotRead, notAState, stateDamaged, stateOfOtherVersion } from '../errors/index.ts'
import { toolVersion } from '../version.ts'
import { CHECKSUM_LENGTH, newChecksum } from './checksum.ts'
import { type Bytes, withArrays, withoutArrays } from './arrays.ts'

/** Raise it where what is kept changes its shape or its meaning. */
export const STATE_FORMAT = 3

const WORDS = 'tenure state, format '
const FIRST_LINE = /^tenure state, format (\d+), tenure (\S+), structure (\d+) bytes\n/
/** A first line is shorter. */
const LINE_BYTES = 200

export async function writeState(content: unknown, to: Writable): Promise<void> {
  const { structure, arrays } = withoutArrays(content)
  const packed = serialize(structure)
  const checksum = await newChecksum()
  const put = (bytes: Uint8Array) => {
    checksum.update(bytes)
    return written(to, bytes)
  }
  const line = `${WORDS}${STATE_FORMAT}, tenure ${toolVersion()}, structure ${packed.length} bytes\n`
  await put(Buffer.from(line))
  await put(packed)
  for (const array of arrays) await put(array)
  await written(to, Buffer.from(checksum.digest()))
}

/** The content of the state of that path; null where there is no file. A UserError where it is no whole state of this version. */
export async function readState(path: string): Promise<unknown> {
  const file = await opened(path)
  if (!file) return null
  try {
    const { size } = await file.stat()
    const first = await read(file, 0, Math.min(LINE_BYTES, size))
    const { start, length } = structurePlace(path, first)
    await checkWhole(path, size)
    const structure = deserialize(await read(file, start, length))
    let place = start + length
    return await withArrays(structure, async (bytes: number, into: Bytes) => {
      await readInto(file, into.subarray(0, bytes), place)
      place += bytes
    })
  } finally {
    await file.close()
  }
}

async function opened(path: string): Promise<FileHandle | null> {
  try {
    return await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw cannotRead(path, error)
  }
}

function structurePlace(path: string, first: Uint8Array): { start: number; length: number } {
  const text = Buffer.from(first).toString('latin1')
  if (!text.startsWith(WORDS)) throw notAState(path)
  const [line, format, version, length] = FIRST_LINE.exec(text) ?? []
  if (line === undefined) throw stateDamaged(path, 'its first line is broken')
  const own = toolVersion()
  if (version !== own || Number(format) !== STATE_FORMAT) {
    throw stateOfOtherVersion(path, `${version}, format ${format}`, `${own}, format ${STATE_FORMAT}`)
  }
  return { start: line.length, length: Number(length) }
}

/** Its last bytes are the checksum of all others. */
async function checkWhole(path: string, size: number): Promise<void> {
  const checksum = await newChecksum()
  const end = size - CHECKSUM_LENGTH
  let place = 0
  let told = ''
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const own = Math.max(0, Math.min(chunk.length, end - place))
    checksum.update(chunk.subarray(0, own))
    told += chunk.subarray(own).toString('latin1')
    place += chunk.length
  }
  if (told !== checksum.digest())
    throw stateDamaged(path, 'its checksum does not fit: it was cut short or changed')
}

async function read(file: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  await readInto(file, bytes, start)
  return bytes
}

/** The system reads less than 2 GB at once. */
const MOST_AT_ONCE = 1 << 30

async function readInto(file: FileHandle, bytes: Uint8Array, start: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const wanted = Math.min(MOST_AT_ONCE, bytes.length - done)
    const { bytesRead } = await file.read(bytes, done, wanted, start + done)
    if (bytesRead === 0) throw new Error('a state ended before its checksum')
    done += bytesRead
  }
}

function written(to: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    to.write(bytes, error => (error ? reject(error) : resolve()))
  })
}
