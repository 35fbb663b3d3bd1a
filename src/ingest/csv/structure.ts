/** Where the bytes stand that give a text its structure: delimiters, line ends and quotes. */

import { readFileSync } from 'node:fs'

export const QUOTE = 34
export const LF = 10
export const CR = 13

/** Finds those places in a text; they are good until the next text is looked at. */
export interface StructureIndex {
  /** Ascending; only the first `count` of them belong to the text. */
  readonly places: Int32Array
  readonly count: number
  look(bytes: Uint8Array, delimiter: number): void
}

/** 16 bytes at a time where WebAssembly has SIMD, as all but the oldest processors have. */
export function structureIndex(): StructureIndex {
  try {
    return new SimdIndex()
  } catch {
    return new PlainIndex()
  }
}

/** Byte by byte: what the other one is tested against. */
export class PlainIndex implements StructureIndex {
  places = new Int32Array(0)
  count = 0

  look(bytes: Uint8Array, delimiter: number): void {
    if (this.places.length < bytes.length) this.places = new Int32Array(bytes.length)
    this.count = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (byte === delimiter || byte === LF || byte === CR || byte === QUOTE) this.places[this.count++] = at
    }
  }
}

/** What assembly/structure.ts exports. */
interface Wasm {
  readonly memory: { readonly buffer: ArrayBuffer }
  index(length: number, delimiter: number, offset: number): number
}

/** As large as the place for bytes in assembly/structure.ts. */
const BLOCK = 65_536

/** As much of the global as is used here: it has no types outside of those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

let compiled: object | undefined

export class SimdIndex implements StructureIndex {
  places = new Int32Array(BLOCK)
  count = 0
  readonly #wasm: Wasm
  readonly #input: Uint8Array
  readonly #found: Int32Array

  constructor() {
    compiled ??= new WebAssembly.Module(readFileSync(wasmFile()))
    this.#wasm = new WebAssembly.Instance(compiled).exports as Wasm
    this.#input = new Uint8Array(this.#wasm.memory.buffer, 0, BLOCK)
    this.#found = new Int32Array(this.#wasm.memory.buffer, BLOCK, BLOCK)
  }

  look(bytes: Uint8Array, delimiter: number): void {
    this.count = 0
    for (let start = 0; start < bytes.length; start += BLOCK) {
      const block = bytes.subarray(start, start + BLOCK)
      this.#input.set(block)
      // The last 16 bytes may reach past the block, into what an earlier one left there.
      if (block.length < BLOCK) this.#input.fill(0, block.length, block.length + 16)
      const found = this.#wasm.index(block.length, delimiter, start)
      this.#reserve(found)
      this.places.set(this.#found.subarray(0, found), this.count)
      this.count += found
    }
  }

  #reserve(found: number): void {
    if (this.count + found <= this.places.length) return
    const longer = new Int32Array(2 * (this.count + found))
    longer.set(this.places.subarray(0, this.count))
    this.places = longer
  }
}

/** From sources, as in tests, the built file is used. */
function wasmFile(): URL {
  const built = import.meta.url.endsWith('.ts')
    ? '../../../dist/ingest/csv/structure.wasm'
    : './structure.wasm'
  return new URL(built, import.meta.url)
}
