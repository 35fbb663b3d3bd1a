/** What a file was when it was read, to know tomorrow whether it still is. */

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { cannotRead } from '../errors/index.ts'
import { newChecksum } from './checksum.ts'

export interface Fingerprint {
  readonly size: number
  readonly checksum: string
}

/** Size and checksum of what the file holds now. */
export async function fingerprintOf(path: string): Promise<Fingerprint> {
  const checksum = await newChecksum()
  let size = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      checksum.update(chunk)
      size += chunk.length
    }
  } catch (error) {
    throw cannotRead(path, error)
  }
  return { size, checksum: checksum.digest() }
}

export const sizeOf = async (path: string): Promise<number> => Number((await statOf(path)).size)

/** Changes with every write to the file, and with every other file put in its place. */
export async function stampOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await statOf(path)
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
}

const statOf = (path: string) =>
  stat(path, { bigint: true }).catch(error => {
    throw cannotRead(path, error)
  })
