/** Values of cells that stand anywhere, by WebAssembly: their bytes are copied to the same addresses of its memory. */

import type { ByteCells } from '../../batches/raw.ts'
import { aligned, BEYOND, PAGE, POWERS_OF_TEN, type Wasm, wasmInstance } from './wasm-memory.ts'

export class WasmCells {
  readonly #wasm: Wasm = wasmInstance()

  /** Milliseconds of clocks as if they were UTC; NaN where a cell is not plain. Good until more is asked for. */
  times(cells: ByteCells, rows: number): Float64Array {
    const { starts, ends, out } = this.#put(cells, rows)
    this.#wasm.times(starts, ends, rows, out)
    return new Float64Array(this.#wasm.memory.buffer, out, rows)
  }

  /** Units of each scale; NaN where a cell is not plain, or has more decimals. */
  *amounts(cells: ByteCells, rows: number, sign: number, scales: readonly number[]): Generator<Float64Array> {
    const { starts, ends, out, powers } = this.#put(cells, rows)
    for (const scale of scales) {
      this.#wasm.amounts(starts, ends, rows, out, sign, scale, powers)
      yield new Float64Array(this.#wasm.memory.buffer, out, rows)
    }
  }

  /**
   * Behind the bytes: powers of ten, starts, ends, and room for values. A number that ends at address 1 passes for one
   * that is not plain; no file has it there, under a header.
   */
  #put({ bytes, starts, ends }: ByteCells, rows: number) {
    const { memory } = this.#wasm
    const powers = aligned(bytes.length + BEYOND)
    const places = powers + 8 * POWERS_OF_TEN.length
    const out = aligned(places + 8 * rows)
    const lacking = out + 8 * rows - memory.buffer.byteLength
    if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE))
    new Uint8Array(memory.buffer).set(bytes)
    new Float64Array(memory.buffer, powers).set(POWERS_OF_TEN)
    const both = new Int32Array(memory.buffer, places)
    both.set(starts.subarray(0, rows))
    both.set(ends.subarray(0, rows), rows)
    return { starts: places, ends: places + 4 * rows, out, powers }
  }
}

/** One for all: its memory is used again. Undefined until it is first asked for. */
let shared: WasmCells | null | undefined

/** Null where WebAssembly has no SIMD. */
export function wasmCells(): WasmCells | null {
  if (shared !== undefined) return shared
  try {
    shared = new WasmCells()
  } catch {
    shared = null
  }
  return shared
}
