/** Whether files are still what they were: nothing of a run may rest on a file that changed on the way. */

import { type Stats, statSync } from 'node:fs'
import { cannotRead, changedWhileRead } from '../errors/index.ts'

export interface Fingerprint {
  readonly path: string
  readonly size: number
  readonly modified: number
  readonly inode: number
}

export function fingerprintOf(path: string): Fingerprint {
  let facts: Stats
  try {
    facts = statSync(path)
  } catch (error) {
    throw cannotRead(path, error)
  }
  return { path, size: facts.size, modified: facts.mtimeMs, inode: facts.ino }
}

/** A UserError where the file has grown, shrunk, or been replaced or written to since. */
export function checkUnchanged(before: Fingerprint): void {
  const { path, size, modified, inode } = before
  const after = fingerprintOf(path)
  if (after.size !== size) throw changedWhileRead(path, `${bytes(size)} became ${bytes(after.size)}`)
  if (after.inode !== inode) throw changedWhileRead(path, 'another file took its place')
  if (after.modified !== modified) throw changedWhileRead(path, 'it was written to')
}

const bytes = (size: number) => `${size.toLocaleString('en-US')} bytes`
