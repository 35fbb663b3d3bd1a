/** Numbers of ids, read by WebAssembly in the memory of the decoder, where their texts stand: none of them is copied. */

import { readFileSync } from 'node:fs'
import type { IdForm } from '../../batches/id-form.ts'

/** The memory of an instance of WebAssembly, which takes another buffer when it grows. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

/** What assembly/arrow.ts exports. */
interface Wasm {
  textNumbers(
    offsets: number,
    bytes: number,
    rows: number,
    out: number,
    prefix: number,
    prefixLength: number,
    digits: number,
  ): number
}

/** As much of the global as is used here: it has no types outside of those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

const PAGE = 65_536

export class TextNumbers {
  readonly #memory: WasmMemory
  readonly #wasm: Wasm
  /** A prefix, and behind it as many numbers as there are places: pages that the decoder does not know of. */
  #prefix = 0
  #out = 0
  #places = 0

  constructor(memory: WasmMemory) {
    this.#memory = memory
    const module = new WebAssembly.Module(readFileSync(wasmFile()))
    this.#wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as Wasm
  }

  /** The numbers, good until the next ones are read, and how many are -1: texts of another form. Both places are addresses. */
  read(offsets: number, bytes: number, rows: number, form: IdForm): { numbers: Int32Array; others: number } {
    this.#reserve(rows)
    const { prefix, digits } = form
    new Uint8Array(this.#memory.buffer).set(prefix, this.#prefix)
    const others = this.#wasm.textNumbers(
      offsets,
      bytes,
      rows,
      this.#out,
      this.#prefix,
      prefix.length,
      digits,
    )
    return { numbers: new Int32Array(this.#memory.buffer, this.#out, rows), others }
  }

  #reserve(rows: number): void {
    if (rows <= this.#places) return
    const pages = Math.ceil((4 * rows) / PAGE)
    this.#prefix = this.#memory.grow(1 + pages) * PAGE
    this.#out = this.#prefix + PAGE
    this.#places = (pages * PAGE) / 4
  }
}

/** From sources, as in tests, the built file is used. */
function wasmFile(): URL {
  const built = import.meta.url.endsWith('.ts') ? '../../../dist/ingest/parquet/texts.wasm' : './texts.wasm'
  return new URL(built, import.meta.url)
}
