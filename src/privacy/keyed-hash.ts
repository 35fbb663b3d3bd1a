/** Texts replaced by a hash that only the holder of the key can make: HMAC-SHA-256, in hexadecimal. */

import { createHmac } from 'node:crypto'
import { hashKeyMissing, hashKeyTooShort } from '../errors/index.ts'

/** 16 characters of a good generator are beyond guessing; a word is not, but a shorter key never is. */
const LEAST_KEY_CHARACTERS = 16

/** Texts whose hash is remembered: most columns repeat few of them. */
const REMEMBERED = 100_000

/** The same text has the same hash under the same key, in whichever column, file or run. */
export function keyedHash(key: string): (text: string) => string {
  const known = new Map<string, string>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size === REMEMBERED) known.clear()
    const hash = createHmac('sha256', key).update(text, 'utf8').digest('hex')
    known.set(text, hash)
    return hash
  }
}

/** The key of --hash-key-file, else that of the environment; a UserError where there is none, or a poor one. */
export function hashKey(inFile: string | null, inEnvironment: string | undefined): string {
  const key = (inFile ?? inEnvironment)?.trim()
  if (key === undefined) throw hashKeyMissing()
  if (key.length < LEAST_KEY_CHARACTERS) throw hashKeyTooShort(LEAST_KEY_CHARACTERS)
  return key
}
