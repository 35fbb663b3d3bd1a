/** Which keys there are, exactly: in memory while they fit, part by part on disk beyond that. */

import { grown } from '../../batches/grow.ts'
import { HashedTexts } from '../../batches/hashed-texts.ts'
import { KeyStore, type OnKey, PARTS } from './key-store.ts'
import { FirstPlaces } from './places.ts'

/** What a key costs in memory beside its bytes: places in the tables of the dictionary and of the log. */
const KEY_COST = 80

const encoder = new TextEncoder()

export class KeyLog {
  /** Rows whose key an earlier row has, as far as both were in memory at once. */
  readonly #repeats = new FirstPlaces()
  readonly #limit: number
  #store: KeyStore | null = null
  #keys = new HashedTexts()
  #rows = new Int32Array(0)
  #files = new Int32Array(0)
  #firsts = new Float64Array(0)
  #size = 0

  /** `memory`: bytes of keys that are held before they go to disk. */
  constructor(memory: number) {
    this.#limit = memory
  }

  add(key: string, file: number, row: number): void {
    const bytes = encoder.encode(key)
    this.addBytes(bytes, 0, bytes.length, file, row)
  }

  /** The key is the text of those bytes of UTF-8. */
  addBytes(bytes: Uint8Array, start: number, end: number, file: number, row: number): void {
    const known = this.#keys.size
    const code = this.#keys.intern(bytes, start, end)
    if (code < known) {
      this.#rows[code]!++
      this.#repeats.add({ file, row, value: this.#keys.text(code) })
      return
    }
    this.#rows = grown(this.#rows, known + 1)
    this.#files = grown(this.#files, known + 1)
    this.#firsts = grown(this.#firsts, known + 1)
    this.#rows[code] = 1
    this.#files[code] = file
    this.#firsts[code] = row
    this.#size += end - start + KEY_COST
    if (this.#size > this.#limit) this.#spill()
  }

  /** Rows whose key an earlier row has, and the first of them; complete after the last key. */
  repeats(): FirstPlaces {
    if (this.#store === null) return this.#repeats
    this.#spill()
    for (let part = 0; part < PARTS; part++) {
      const keys = new HashedTexts()
      this.#store.read(part, (bytes, start, end, _, file, row) => {
        const known = keys.size
        const code = keys.intern(bytes, start, end)
        if (code < known) this.#repeats.add({ file, row, value: keys.text(code) })
      })
    }
    return this.#repeats
  }

  /** Rows whose key the other log does not have, and the first of each such key. */
  missingIn(other: KeyLog): FirstPlaces {
    const isOnDisk = this.#store !== null || other.#store !== null
    if (isOnDisk) for (const log of [this, other]) log.#spill()
    const missing = new FirstPlaces()
    for (let part = 0; part < (isOnDisk ? PARTS : 1); part++) this.#missingOf(part, other, missing)
    return missing
  }

  close(): void {
    this.#store?.close()
  }

  #missingOf(part: number, other: KeyLog, missing: FirstPlaces): void {
    const keys = new HashedTexts()
    other.#read(part, (bytes, start, end) => keys.intern(bytes, start, end))
    const known = keys.size
    this.#read(part, (bytes, start, end, rows, file, row) => {
      const before = keys.size
      const code = keys.intern(bytes, start, end)
      if (code === before) missing.add({ file, row, value: keys.text(code) }, rows)
      else if (code >= known) missing.rows += rows
    })
  }

  /** The keys of one part of the store; all keys where there is none. */
  #read(part: number, onKey: OnKey): void {
    if (this.#store) {
      this.#store.read(part, onKey)
      return
    }
    const { bytes, ends } = this.#keys.texts()
    for (let code = 0; code < this.#keys.size; code++) {
      onKey(bytes, ends[code]!, ends[code + 1]!, this.#rows[code]!, this.#files[code]!, this.#firsts[code]!)
    }
  }

  #spill(): void {
    this.#store ??= new KeyStore()
    const { size } = this.#keys
    const texts = this.#keys.texts()
    this.#store.append({ size, texts, rows: this.#rows, files: this.#files, firsts: this.#firsts })
    this.#keys = new HashedTexts()
    this.#size = 0
  }
}

/** Several cells as one key: no cell can pretend to be two. */
export const keyOf = (cells: readonly string[]): string =>
  cells.length === 1
    ? cells[0]!
    : cells.map(cell => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|')).join(' | ')
