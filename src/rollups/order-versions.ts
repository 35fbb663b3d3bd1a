/** Versions of orders: overlapping exports hold an order once each, and a column says which is the latest. */

import { compareCells } from '../batches/compare-cells.ts'
import type { Dictionary } from '../batches/dictionary.ts'
import { grown } from '../batches/grow.ts'
import { PairTable } from './pair-table.ts'

const NONE = -1

/** Each version of an order, that is each file it stands in, has a code of its own. 32 bytes a version. */
export class OrderVersions {
  #versions = new PairTable()
  /** Version → code of the latest text its lines carry. */
  #latest = new Int32Array(0)

  get size(): number {
    return this.#versions.size
  }

  orderOf(version: number): number {
    return this.#versions.firsts[version]!
  }

  /** The code of the version of that order in that file; its lines say by `text` how late it is. */
  versionOf(order: number, file: number, text: number, texts: Dictionary): number {
    const version = this.#versions.codeOf(order, file)
    this.#latest = grown(this.#latest, this.#versions.firsts.length, NONE)
    if (version === 0 && this.#versions.size === 1) this.#latest.fill(NONE)
    this.#latest[version] = later(this.#latest[version]!, text, texts)
    return version
  }

  /** Codes of the other's versions → codes here; the texts recoded already by `recodeText`. */
  absorb(
    other: OrderVersions,
    recodeOrder: (order: number) => number,
    recodeText: (text: number) => number,
    texts: Dictionary,
  ): Int32Array {
    const recode = new Int32Array(other.size)
    for (let version = 0; version < recode.length; version++) {
      const file = other.#versions.seconds[version]!
      const text = recodeText(other.#latest[version]!)
      recode[version] = this.versionOf(recodeOrder(other.orderOf(version)), file, text, texts)
    }
    return recode
  }

  /** Version → 1 where it is the latest of its order; `sameLate` hears of two that are equally late. */
  winners(texts: Dictionary, sameLate: (first: number, second: number) => void): Uint8Array {
    const winnerOf = new Map<number, number>()
    const wins = new Uint8Array(this.size).fill(1)
    for (let version = 0; version < this.size; version++) {
      const order = this.orderOf(version)
      const rival = winnerOf.get(order)
      if (rival === undefined) {
        winnerOf.set(order, version)
        continue
      }
      const difference = compare(this.#latest[version]!, this.#latest[rival]!, texts)
      if (difference === 0) sameLate(rival, version)
      wins[difference > 0 ? rival : version] = 0
      if (difference > 0) winnerOf.set(order, version)
    }
    return wins
  }

  toPlain() {
    return { versions: this.#versions, latest: this.#latest.subarray(0, this.size) }
  }

  static fromPlain({ versions, latest }: ReturnType<OrderVersions['toPlain']>): OrderVersions {
    const made = new OrderVersions()
    made.#versions = versions
    made.#latest = latest
    return made
  }
}

/** A version without a text is earlier than any with one. */
function compare(a: number, b: number, texts: Dictionary): number {
  if (a === b) return 0
  if (a === NONE || b === NONE) return a - b
  return compareCells(texts.text(a), texts.text(b))
}

const later = (a: number, b: number, texts: Dictionary) => (compare(b, a, texts) > 0 ? b : a)
