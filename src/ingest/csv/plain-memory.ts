/** Chunks taken apart byte by byte: what is done by WebAssembly is tested against this. */

import { AT, type ChunkMemory, CR, LF, NEXT, QUOTE, RECORDS, ROWS, type RowShape } from './chunk-memory.ts'

export class PlainMemory implements ChunkMemory {
  bytes: Uint8Array = new Uint8Array(0)
  index = new Int32Array(0)
  count = 0
  readonly state = new Int32Array(4)
  places = new Int32Array(0)
  columns: readonly { readonly starts: Int32Array; readonly ends: Int32Array }[] = []
  readonly #shape: RowShape

  constructor(shape: RowShape) {
    this.#shape = shape
  }

  allocate(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(length)
  }

  look(chunk: Uint8Array): void {
    const { delimiter, width, wanted } = this.#shape
    this.bytes = chunk
    if (this.index.length < chunk.length) this.index = new Int32Array(chunk.length)
    this.count = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (byte === delimiter || byte === LF || byte === CR || byte === QUOTE) this.index[this.count++] = at
    }
    const most = mostRows(this.count, width)
    this.places = new Int32Array(most)
    this.columns = wanted.map(() => ({ starts: new Int32Array(most), ends: new Int32Array(most) }))
    this.state.fill(0)
  }

  takeRows(): void {
    const { bytes, index, state } = this
    const inner = this.#shape.width - 1
    for (let next = state[NEXT]!; this.#isRow(next); next = state[NEXT]!) {
      this.#addRow(state[AT]!, next)
      const end = index[next + inner]!
      const isPair = bytes[end] === CR && bytes[end + 1] === LF
      state[AT] = end + (isPair ? 2 : 1)
      state[NEXT] = next + inner + (isPair ? 2 : 1)
    }
  }

  #isRow(next: number): boolean {
    const { bytes, index } = this
    const last = next + this.#shape.width - 1
    for (let cell = next; cell < last; cell++) if (bytes[index[cell]!] !== this.#shape.delimiter) return false
    const end = bytes[index[last]!]
    return last < this.count && (end === LF || end === CR)
  }

  #addRow(at: number, first: number): void {
    const row = this.state[ROWS]!++
    for (const [i, cell] of this.#shape.wanted.entries()) {
      const { starts, ends } = this.columns[i]!
      starts[row] = cell === 0 ? at : this.index[first + cell - 1]! + 1
      ends[row] = this.index[first + cell]!
    }
    this.places[row] = this.state[RECORDS]!++
  }
}

/** More there cannot be. */
export const mostRows = (count: number, width: number) => Math.ceil(count / width) + 1
