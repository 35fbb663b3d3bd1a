/** Chunks taken apart by WebAssembly (assembly/), all in one memory: nothing is copied on the way to values. */

import { readFileSync } from 'node:fs'
import type { IdForm } from '../../batches/id-form.ts'
import { AT, type ChunkMemory, NEXT, type RowShape } from './chunk-memory.ts'
import { mostRows, PlainMemory } from './plain-memory.ts'
import { wasmFile } from './wasm-file.ts'

/** What assembly/index.ts exports; all but counts are addresses. */
export interface Wasm {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  index(from: number, to: number, delimiter: number, out: number): number
  rows(
    state: number,
    indexEnd: number,
    delimiter: number,
    width: number,
    wanted: number,
    columns: number,
    out: number,
    stride: number,
  ): void
  times(starts: number, ends: number, rows: number, out: number): void
  amounts(
    starts: number,
    ends: number,
    rows: number,
    out: number,
    sign: number,
    scale: number,
    powers: number,
  ): void
  numbers(
    starts: number,
    ends: number,
    rows: number,
    out: number,
    prefix: number,
    prefixLength: number,
    digits: number,
  ): void
}

/** As much of the global as is used here: it has no types outside of those of browsers. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

export const PAGE = 65_536

/** What a load of 16 bytes may reach past the end, and more. */
export const BEYOND = 32

/** The memory starts with the state, powers of ten and the wanted places. */
const POWERS = 16
export const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
const WANTED = POWERS + 16 * 8

export const aligned = (address: number) => Math.ceil(address / 16) * 16

let compiled: object | undefined

/** With a memory of its own; throws where there is no SIMD. */
export function wasmInstance(): Wasm {
  compiled ??= new WebAssembly.Module(readFileSync(wasmFile()))
  return new WebAssembly.Instance(compiled).exports as Wasm
}

export class WasmMemory implements ChunkMemory {
  bytes = new Uint8Array(0)
  index = new Int32Array(0)
  count = 0
  state = new Int32Array(0)
  places = new Int32Array(0)
  columns: readonly { readonly starts: Int32Array; readonly ends: Int32Array }[] = []
  readonly #wasm: Wasm
  readonly #shape: RowShape
  /** Addresses: of a prefix, the chunk, its index, its rows, and the values read of them. */
  readonly #prefix: number
  readonly #chunk: number
  #index = 0
  #rows = 0
  /** Bytes from one column of 32 bit numbers to the next. */
  #stride = 0
  #length = 0

  constructor(shape: RowShape) {
    this.#wasm = wasmInstance()
    this.#shape = shape
    this.#prefix = WANTED + 4 * shape.wanted.length
    this.#chunk = aligned(this.#prefix + BEYOND)
    this.#grow(this.#chunk)
    new Float64Array(this.#buffer, POWERS, POWERS_OF_TEN.length).set(POWERS_OF_TEN)
    new Int32Array(this.#buffer, WANTED, shape.wanted.length).set(shape.wanted)
  }

  get #buffer(): ArrayBuffer {
    return this.#wasm.memory.buffer
  }

  allocate(length: number): Uint8Array<ArrayBuffer> {
    if (length > this.#length) {
      this.#length = length
      this.#index = aligned(this.#chunk + length + BEYOND)
      this.#rows = aligned(this.#index + 4 * length + BEYOND)
      const columns = 1 + 4 * this.#shape.wanted.length
      this.#grow(this.#rows + columns * (4 * mostRows(length, this.#shape.width) + 16))
    }
    return new Uint8Array(this.#buffer, this.#chunk, length)
  }

  /** A chunk that stands elsewhere is copied. */
  look(chunk: Uint8Array): void {
    if (chunk.buffer !== this.#buffer) {
      const own = this.allocate(chunk.length)
      own.set(chunk)
      this.look(own)
      return
    }
    const { delimiter, width, wanted } = this.#shape
    const from = chunk.byteOffset
    const to = from + chunk.length
    if (this.bytes.buffer !== this.#buffer) this.#view()
    // The last 16 bytes may reach past the chunk, into what an earlier one left there.
    if (from < to) this.bytes.fill(0, to, to + BEYOND)
    this.count = this.#wasm.index(from, to, delimiter, this.#index)
    const most = mostRows(this.count, width)
    this.#stride = aligned(4 * most)
    const column = (place: number) => new Int32Array(this.#buffer, this.#rows + place * this.#stride, most)
    this.places = column(0)
    this.columns = wanted.map((_, i) => ({ starts: column(1 + 2 * i), ends: column(2 + 2 * i) }))
    this.state.fill(0)
    this.state[AT] = from
  }

  takeRows(): void {
    const { delimiter, width, wanted } = this.#shape
    const end = this.#index + 4 * this.count
    this.state[NEXT] = this.#index + 4 * this.state[NEXT]!
    this.#wasm.rows(0, end, delimiter, width, WANTED, wanted.length, this.#rows, this.#stride)
    this.state[NEXT] = (this.state[NEXT]! - this.#index) / 4
  }

  /** Of a column of the rows: milliseconds of its clocks as if they were UTC; NaN where a cell is not plain. */
  times(column: number, rows: number): Float64Array {
    const [starts, ends, out] = this.#addresses(column)
    this.#wasm.times(starts, ends, rows, out)
    return new Float64Array(this.#buffer, out, rows)
  }

  /** Units of that scale; NaN where a cell is not plain. */
  amounts(column: number, rows: number, sign: number, scale: number): Float64Array {
    const [starts, ends, out] = this.#addresses(column)
    this.#wasm.amounts(starts, ends, rows, out, sign, scale, POWERS)
    return new Float64Array(this.#buffer, out, rows)
  }

  /** Numbers of ids of that form, -1 where a cell has another. */
  numbers(column: number, rows: number, { prefix, digits }: IdForm): Int32Array {
    const [starts, ends, out] = this.#addresses(column)
    this.bytes.set(prefix, this.#prefix)
    this.#wasm.numbers(starts, ends, rows, out, this.#prefix, prefix.length, digits)
    return new Int32Array(this.#buffer, out, rows)
  }

  /** Where starts and ends of a column stand, and where values of it go: behind all of those, 8 bytes each. */
  #addresses(column: number): [starts: number, ends: number, out: number] {
    const starts = this.#rows + (1 + 2 * column) * this.#stride
    const values = this.#rows + (1 + 2 * this.#shape.wanted.length + 2 * column) * this.#stride
    return [starts, starts + this.#stride, values]
  }

  #grow(length: number): void {
    const more = length - this.#buffer.byteLength
    if (more > 0) this.#wasm.memory.grow(Math.ceil(more / PAGE))
    this.#view()
  }

  #view(): void {
    this.bytes = new Uint8Array(this.#buffer)
    this.index = new Int32Array(this.#buffer, this.#index)
    this.state = new Int32Array(this.#buffer, 0, 4)
  }
}

/** By WebAssembly where it has SIMD, as it has on all but the oldest processors. */
export function chunkMemory(shape: RowShape): ChunkMemory {
  try {
    return new WasmMemory(shape)
  } catch {
    return new PlainMemory(shape)
  }
}

/** Whether that is so here. */
export const hasSimd = () => WebAssembly.validate(readFileSync(wasmFile()))
