/** Sorted runs of keys on disk, for more of them than memory holds. */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A key, how many rows have it, and the first of them. */
export interface KeyEntry {
  /** UTF-8. */
  readonly key: Uint8Array
  readonly rows: number
  readonly file: number
  readonly row: number
}

/** Bytes before the key: its length, rows, file, row. */
const HEAD = 20

const CHUNK = 1 << 20

/**
 * Writes entries, which come in the order of their keys, to a temporary file and gives them back as often as asked. The
 * file has no name from the start on, so that it goes with the process however that ends.
 */
export class KeyRun {
  readonly #handle: number

  constructor(entries: Iterable<KeyEntry>) {
    const folder = mkdtempSync(join(tmpdir(), 'tenure-keys-'))
    this.#handle = openSync(join(folder, 'run'), 'w+', 0o600)
    rmSync(folder, { recursive: true })
    this.#write(entries)
  }

  *entries(): Generator<KeyEntry> {
    let held: Buffer = Buffer.alloc(0)
    let position = 0
    for (;;) {
      const chunk = Buffer.alloc(CHUNK)
      const count = readSync(this.#handle, chunk, 0, CHUNK, position)
      if (count === 0) return
      position += count
      held = Buffer.concat([held, chunk.subarray(0, count)])
      let at = 0
      while (held.length - at >= HEAD) {
        const end = at + HEAD + held.readUInt32LE(at)
        if (end > held.length) break
        yield {
          key: held.subarray(at + HEAD, end),
          rows: held.readUInt32LE(at + 4),
          file: held.readUInt32LE(at + 8),
          row: held.readDoubleLE(at + 12),
        }
        at = end
      }
      held = held.subarray(at)
    }
  }

  close(): void {
    closeSync(this.#handle)
  }

  #write(entries: Iterable<KeyEntry>): void {
    let buffer = Buffer.alloc(CHUNK)
    let size = 0
    for (const { key, rows, file, row } of entries) {
      const needed = HEAD + key.length
      if (size + needed > buffer.length) {
        writeAll(this.#handle, buffer.subarray(0, size))
        size = 0
        if (needed > buffer.length) buffer = Buffer.alloc(needed)
      }
      buffer.writeUInt32LE(key.length, size)
      buffer.writeUInt32LE(rows, size + 4)
      buffer.writeUInt32LE(file, size + 8)
      buffer.writeDoubleLE(row, size + 12)
      buffer.set(key, size + HEAD)
      size += needed
    }
    writeAll(this.#handle, buffer.subarray(0, size))
  }
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done)
}
