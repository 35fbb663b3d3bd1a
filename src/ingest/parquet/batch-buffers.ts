/**
 * The buffers of a decoded batch, taken from the memory of the decoder by Arrow's C data interface: written as a stream
 * they would be copied twice, and read again.
 */

import type { RecordBatch } from 'parquet-wasm/esm'
import type { BatchBuffers, Buffers, ColumnBuffers, ColumnLayout } from '../../batches/column-buffers.ts'
import type { IdForm } from '../../batches/id-form.ts'
import { TextNumbers, type WasmMemory } from './text-numbers.ts'

/** Where the members of an ArrowArray stand that are read here, of 32 bit addresses. */
const MEMBER = { length: 0, nulls: 8, offset: 16, buffers: 40, children: 44 } as const
const ADDRESS_BYTES = 4
/** Of the place of a text. */
const OFFSET_BYTES = 4

interface ArrowArray {
  readonly rows: number
  readonly hasNulls: boolean
  readonly offset: number
  /** Addresses: of the bitmap, of values or of offsets, of the bytes of texts. */
  readonly buffers: readonly [valid: number, values: number, bytes: number]
}

export class BufferTaker {
  readonly #memory: WasmMemory
  readonly #numbers: TextNumbers
  readonly #shared = new SharedMemory()
  /** Where copies go. */
  #copies: Copies = FRESH

  constructor(memory: WasmMemory) {
    this.#memory = memory
    this.#numbers = new TextNumbers(memory)
  }

  /** Copies what is needed; the batch is gone. `reuse`: the copies are good until the next but one is taken. */
  take(batch: RecordBatch, layouts: readonly ColumnLayout[], reuse: boolean): BatchBuffers {
    this.#copies = reuse ? this.#shared.next() : FRESH
    if (batch.numColumns !== layouts.length) throw new Error('other columns were decoded than were asked for')
    const rows = batch.numRows
    const exported = batch.intoFFI()
    try {
      const children = this.#addressAt(exported.arrayAddr() + MEMBER.children)
      const columns = layouts.map((layout, i) =>
        this.#column(this.#array(this.#addressAt(children + i * ADDRESS_BYTES), layout), layout),
      )
      return { rows, columns }
    } finally {
      exported.free()
    }
  }

  #column(array: ArrowArray, layout: ColumnLayout): ColumnBuffers {
    if (layout.as === 'values') return { numbers: null, buffers: this.#values(array, layout.bytes) }
    if (layout.form === null) return { numbers: null, buffers: this.#texts(array) }
    const { numbers, areAll } = this.#numbersOf(array, layout.form)
    return { numbers, buffers: areAll ? null : this.#texts(array) }
  }

  #values({ rows, hasNulls, offset, buffers: [valid, values] }: ArrowArray, bytes: number): Buffers {
    return {
      values: this.#copy(values + offset * bytes, rows * bytes),
      offsets: null,
      valid: hasNulls ? this.#copy(valid, Math.ceil((offset + rows) / 8)) : null,
      offset,
    }
  }

  #texts(array: ArrowArray): Buffers {
    const { values: places, ...rest } = this.#values({ ...array, rows: array.rows + 1 }, OFFSET_BYTES)
    const offsets = new Int32Array(places.buffer, places.byteOffset, array.rows + 1)
    const start = offsets[0]!
    const values = this.#copy(array.buffers[2] + start, offsets[array.rows]! - start)
    return { ...rest, values, offsets: start === 0 ? offsets : offsets.map(offset => offset - start) }
  }

  /** `areAll`: every cell has a number, or no value. */
  #numbersOf({ rows, hasNulls, offset, buffers }: ArrowArray, form: IdForm) {
    const [valid, offsets, bytes] = buffers
    const read = this.#numbers.read(offsets + offset * OFFSET_BYTES, bytes, rows, form)
    const { buffer, byteOffset } = this.#copies.of(bytesOf(read.numbers))
    const numbers = new Int32Array(buffer, byteOffset, rows)
    let { others } = read
    const bits = new Uint8Array(this.#memory.buffer, valid)
    for (let row = 0; hasNulls && row < rows; row++) {
      const bit = offset + row
      if (((bits[bit >> 3]! >> (bit & 7)) & 1) === 1) continue
      if (numbers[row] === -1) others--
      numbers[row] = -1
    }
    return { numbers, areAll: others === 0 }
  }

  #array(address: number, layout: ColumnLayout): ArrowArray {
    const view = new DataView(this.#memory.buffer, address)
    const number = (member: number) => Number(view.getBigInt64(member, true))
    const buffers = this.#addressAt(address + MEMBER.buffers)
    const buffer = (place: number) => this.#addressAt(buffers + place * ADDRESS_BYTES)
    return {
      rows: number(MEMBER.length),
      hasNulls: number(MEMBER.nulls) !== 0,
      offset: number(MEMBER.offset),
      buffers: [buffer(0), buffer(1), layout.as === 'texts' ? buffer(2) : 0],
    }
  }

  #addressAt(address: number): number {
    return new DataView(this.#memory.buffer).getUint32(address, true)
  }

  #copy(address: number, bytes: number): Uint8Array {
    return this.#copies.of(new Uint8Array(this.#memory.buffer, address, bytes))
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)

interface Copies {
  of(bytes: Uint8Array): Uint8Array
}

/** Each in memory of its own, which may be moved to another thread. */
const FRESH: Copies = { of: bytes => bytes.slice() }

/** Of two batches in turn: the one that is used, and the one that is decoded ahead. */
const BATCHES = 2

/** Memory that both threads see: none is made for each batch, and none is left behind. */
class SharedMemory {
  readonly #batches = Array.from({ length: BATCHES }, () => [] as SharedArrayBuffer[])
  #turn = 0

  /** Where the copies of a batch go, one after the other. */
  next(): Copies {
    this.#turn = (this.#turn + 1) % BATCHES
    const held = this.#batches[this.#turn]!
    let place = 0
    return {
      of: bytes => {
        const memory = held[place]
        const enough =
          memory && memory.byteLength >= bytes.length
            ? memory
            : new SharedArrayBuffer(Math.ceil(ROOM * bytes.length))
        held[place++] = enough
        const copy = new Uint8Array(enough, 0, bytes.length)
        copy.set(bytes)
        return copy
      },
    }
  }
}

/** Batches differ little in size. */
const ROOM = 1.25
