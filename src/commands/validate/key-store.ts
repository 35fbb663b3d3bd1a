/** Keys on disk, for more of them than memory holds, in parts that can each be looked at alone. */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Texts } from '../../batches/sort-texts.ts'

/** Distinct keys in columns: how many rows have each, and the first of them. */
export interface Keys {
  readonly size: number
  readonly texts: Texts
  readonly rows: Int32Array
  readonly files: Int32Array
  readonly firsts: Float64Array
}

/** Hears of a key, which is bytes of UTF-8. */
export type OnKey = (
  bytes: Uint8Array,
  start: number,
  end: number,
  rows: number,
  file: number,
  first: number,
) => void

/** A key is always in the same part, in whichever store. */
export const PARTS = 64

/** Bytes before the key: its length, rows, file, first row. */
const HEAD = 20

const CHUNK = 1 << 20

/** The file has no name from the start on, so that it goes with the process however that ends. */
export class KeyStore {
  readonly #handle: number
  readonly #segments: { readonly at: number; readonly length: number }[][] = Array.from(
    { length: PARTS },
    () => [],
  )
  #end = 0
  #buffer = new Uint8Array(CHUNK)
  #view = new DataView(this.#buffer.buffer)
  #held = 0

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'tenure-keys-'))
    this.#handle = openSync(join(folder, 'keys'), 'w+', 0o600)
    rmSync(folder, { recursive: true })
  }

  append(keys: Keys): void {
    const { codes, ends } = byPart(keys)
    let from = 0
    for (let part = 0; part < PARTS; part++) {
      const at = this.#end + this.#held
      for (let i = from; i < ends[part]!; i++) this.#write(keys, codes[i]!)
      from = ends[part]!
      const length = this.#end + this.#held - at
      if (length > 0) this.#segments[part]!.push({ at, length })
    }
    this.#flush()
  }

  /** The keys of a part, those that were appended earlier first. */
  read(part: number, onKey: OnKey): void {
    for (const { at, length } of this.#segments[part]!) {
      const bytes = new Uint8Array(length)
      const view = new DataView(bytes.buffer)
      for (let read = 0; read < length; ) {
        read += readSync(this.#handle, bytes, read, length - read, at + read)
      }
      for (let start = 0; start < length; ) {
        const key = start + HEAD
        const end = key + view.getInt32(start, true)
        const rows = view.getInt32(start + 4, true)
        const file = view.getInt32(start + 8, true)
        onKey(bytes, key, end, rows, file, view.getFloat64(start + 12, true))
        start = end
      }
    }
  }

  close(): void {
    closeSync(this.#handle)
  }

  #write({ texts: { bytes, ends }, rows, files, firsts }: Keys, code: number): void {
    const start = ends[code]!
    const length = ends[code + 1]! - start
    this.#reserve(HEAD + length)
    const at = this.#held
    this.#view.setInt32(at, length, true)
    this.#view.setInt32(at + 4, rows[code]!, true)
    this.#view.setInt32(at + 8, files[code]!, true)
    this.#view.setFloat64(at + 12, firsts[code]!, true)
    const buffer = this.#buffer
    for (let i = 0; i < length; i++) buffer[at + HEAD + i] = bytes[start + i]!
    this.#held += HEAD + length
  }

  #reserve(length: number): void {
    if (this.#held + length > this.#buffer.length) this.#flush()
    if (length <= this.#buffer.length) return
    this.#buffer = new Uint8Array(length)
    this.#view = new DataView(this.#buffer.buffer)
  }

  #flush(): void {
    for (let done = 0; done < this.#held; ) {
      done += writeSync(this.#handle, this.#buffer, done, this.#held - done, this.#end + done)
    }
    this.#end += this.#held
    this.#held = 0
  }
}

/** The codes of keys, part by part, and where each part ends. */
function byPart({ size, texts: { bytes, ends: textEnds } }: Keys): { codes: Uint32Array; ends: Uint32Array } {
  const parts = new Uint8Array(size)
  const ends = new Uint32Array(PARTS)
  for (let code = 0; code < size; code++) {
    parts[code] = partOf(bytes, textEnds[code]!, textEnds[code + 1]!)
    ends[parts[code]!]!++
  }
  for (let part = 1; part < PARTS; part++) ends[part]! += ends[part - 1]!
  const next = ends.slice()
  const codes = new Uint32Array(size)
  for (let code = size - 1; code >= 0; code--) codes[--next[parts[code]!]!] = code
  return { codes, ends }
}

/** By FNV-1a. */
function partOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return ((hash ^ (hash >>> 16)) >>> 0) % PARTS
}
