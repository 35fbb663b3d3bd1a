/** Which keys there are, exactly: in memory while they fit, in sorted runs on disk beyond that. */

import { Dictionary } from '../../batches/dictionary.ts'
import { FirstPlaces, type Place } from './places.ts'
import { type KeyEntry, KeyRun } from './key-runs.ts'

/** What a key costs in memory beside its bytes: places in the tables of the dictionary and of the log. */
const KEY_COST = 48

export class KeyLog {
  /** Rows whose key an earlier row of the same run has; the others are found when runs are merged. */
  readonly #repeats = new FirstPlaces()
  readonly #limit: number
  readonly #runs: KeyRun[] = []
  #keys = new Dictionary()
  #rows = new Uint32Array(1024)
  #files = new Uint32Array(1024)
  #firsts = new Float64Array(1024)
  #size = 0

  /** `memory`: bytes of keys that are held before they go to disk. */
  constructor(memory: number) {
    this.#limit = memory
  }

  add(key: string, file: number, row: number): void {
    const known = this.#keys.size
    const code = this.#keys.intern(key)
    if (code < known) {
      this.#rows[code]!++
      this.#repeats.add({ file, row, value: key })
      return
    }
    this.#reserve(known + 1)
    this.#rows[code] = 1
    this.#files[code] = file
    this.#firsts[code] = row
    this.#size += key.length + KEY_COST
    if (this.#size > this.#limit) this.#spill()
  }

  /** Rows whose key an earlier row has, and the first of them. */
  repeats(): FirstPlaces {
    for (const [first, ...others] of this.#byKey()) {
      for (const { file, row } of others) this.#repeats.add({ file, row, value: textOf(first!) })
    }
    return this.#repeats
  }

  /** Rows whose key the other log does not have, and the first of each such key. */
  missingIn(other: KeyLog): FirstPlaces {
    const missing = new FirstPlaces()
    const known = other.#byKey()
    let next = known.next()
    for (const entries of this.#byKey()) {
      const [first] = entries
      while (!next.done && compare(next.value[0]!.key, first!.key) < 0) next = known.next()
      if (!next.done && compare(next.value[0]!.key, first!.key) === 0) continue
      const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
      missing.add({ file: first!.file, row: first!.row, value: textOf(first!) }, rows)
    }
    return missing
  }

  close(): void {
    for (const run of this.#runs) run.close()
  }

  /** The entries of each key, those of earlier rows first. */
  *#byKey(): Generator<KeyEntry[]> {
    const runs = [...this.#runs.map(run => run.entries()), this.#sorted()]
    const heads = runs.map(run => run.next())
    for (;;) {
      let least: Uint8Array | null = null
      for (const { done, value } of heads) {
        if (!done && (least === null || compare(value.key, least) < 0)) least = value.key
      }
      if (least === null) return
      const entries: KeyEntry[] = []
      for (const [i, head] of heads.entries()) {
        if (head.done || compare(head.value.key, least) !== 0) continue
        entries.push(head.value)
        heads[i] = runs[i]!.next()
      }
      yield entries
    }
  }

  *#sorted(): Generator<KeyEntry> {
    const codes = this.#keys.sorted(Int32Array.from({ length: this.#keys.size }, (_, code) => code))
    for (const code of codes) {
      yield {
        key: Buffer.from(this.#keys.text(code)),
        rows: this.#rows[code]!,
        file: this.#files[code]!,
        row: this.#firsts[code]!,
      }
    }
  }

  #spill(): void {
    this.#runs.push(new KeyRun(this.#sorted()))
    this.#keys = new Dictionary()
    this.#size = 0
  }

  #reserve(size: number): void {
    if (size <= this.#rows.length) return
    const longer = size * 2
    const [rows, files, firsts] = [new Uint32Array(longer), new Uint32Array(longer), new Float64Array(longer)]
    rows.set(this.#rows)
    files.set(this.#files)
    firsts.set(this.#firsts)
    this.#rows = rows
    this.#files = files
    this.#firsts = firsts
  }
}

const compare = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b)
const textOf = ({ key }: KeyEntry) => Buffer.from(key).toString('utf8')

/** Several cells as one key: no cell can pretend to be two. */
export const keyOf = (cells: readonly string[]): string =>
  cells.length === 1
    ? cells[0]!
    : cells.map(cell => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|')).join(' | ')

export type { Place }
