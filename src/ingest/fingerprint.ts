/** Whether files are still what they were: no answer may rest on a file that changed while it was read. */

import { type Stats, statSync } from 'node:fs'
import { cannotRead, changedWhileRead } from '../errors/index.ts'
import type { Reader, ReadRows } from './reader.ts'
import { thousands } from '../math/thousands.ts'

export interface Fingerprint {
  readonly path: string
  readonly size: number
  readonly modified: number
  readonly inode: number
}

/** Null where it is no file, such as a pipe, which cannot but change. */
export function fingerprintOf(path: string): Fingerprint | null {
  let facts: Stats
  try {
    facts = statSync(path)
  } catch (error) {
    throw cannotRead(path, error)
  }
  if (!facts.isFile()) return null
  return { path, size: facts.size, modified: facts.mtimeMs, inode: facts.ino }
}

/** A UserError where the file has grown, shrunk, or been replaced or written to since. */
export function checkUnchanged(before: Fingerprint): void {
  const after = fingerprintOf(before.path)
  const change = after ? changeOf(before, after) : 'it is no file any more'
  if (change !== null) throw changedWhileRead(before.path, change)
}

/** The reader, whose every reading to the end checks that the file is what it was. */
export function unchanging(reader: Reader, before: Fingerprint | null): Reader {
  if (before === null) return reader
  return {
    ...reader,
    read: options => checked(reader.read(options), before),
    unchanged: async reading => {
      try {
        await reading
      } finally {
        // Also where it failed: a file that is damaged because it is being written deserves to be told so.
        checkUnchanged(before)
      }
    },
  }
}

async function* checked(rows: AsyncIterable<ReadRows>, before: Fingerprint): AsyncGenerator<ReadRows> {
  try {
    yield* rows
  } catch (error) {
    // A file that is damaged because it is being written deserves to be told so.
    checkUnchanged(before)
    throw error
  }
  checkUnchanged(before)
}

function changeOf(before: Fingerprint, after: Fingerprint): string | null {
  if (after.size !== before.size) return `${bytes(before.size)} became ${bytes(after.size)}`
  if (after.inode !== before.inode) return 'another file took its place'
  return after.modified === before.modified ? null : 'it was written to'
}

const bytes = (size: number) => `${thousands(size)} bytes`
