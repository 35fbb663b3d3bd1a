/** Chunks of one file: their rows, and the values of cells of which it is known what becomes of them. */

import { isUtf8 } from 'node:buffer'
import type { ByteCells } from '../../batches/raw.ts'
import { type Zone, zoneNamed } from '../../math/zone.ts'
import type { ChunkMemory } from './chunk-memory.ts'
import type { Hint, PlainLayout } from './elsewhere.ts'
import type { ChunkRead } from './in-order.ts'
import { type PlainRows, PlainRowReader } from './plain-rows.ts'
import { chunkMemory, WasmMemory } from './wasm-memory.ts'

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

export class PlainChunkReader {
  readonly #layout: PlainLayout
  readonly #memory: ChunkMemory
  readonly #rows: PlainRowReader
  readonly #zones = new Map<string, Zone>()

  constructor(layout: PlainLayout) {
    const shape = { ...layout, wanted: layout.wanted.map(({ index }) => index) }
    this.#layout = layout
    this.#memory = chunkMemory(shape)
    this.#rows = new PlainRowReader(shape, this.#memory)
  }

  /** Memory in which a chunk is read where it stands. */
  allocate(length: number): Uint8Array<ArrayBuffer> {
    return this.#memory.allocate(length)
  }

  /** The rows of a chunk, good until the next one is read; those of the first one stand under the header. */
  read(chunk: Uint8Array<ArrayBuffer>, isFirst: boolean): ChunkRead<PlainRows> {
    // What is no text is for the reference to tell of.
    const isText =
      isUtf8(chunk) && Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).indexOf(0) === -1
    let mark = 0
    while (isFirst && BYTE_ORDER_MARK.every((byte, i) => chunk[mark + i] === byte)) mark += 3
    const text = isText ? chunk.subarray(mark) : new Uint8Array(0)
    const value = this.#withValues(this.#rows.read(text, isFirst ? 1 : 0))
    const { records, lines, end, isIrregular } = value
    const all = end === 0 ? 0 : mark + end
    return { chunk, value, records, lines, end: all, isIrregular: isIrregular || !isText }
  }

  #withValues(rows: PlainRows): PlainRows {
    const memory = this.#memory
    if (!(memory instanceof WasmMemory)) return rows
    const columns = rows.columns.map((cells, i) => {
      const { hint } = this.#layout.wanted[i]!
      return hint === null ? cells : { ...cells, ...this.#values(memory, i, hint, cells, rows.rows) }
    })
    return { ...rows, columns }
  }

  #values(
    memory: WasmMemory,
    column: number,
    hint: Hint,
    cells: ByteCells,
    rows: number,
  ): Pick<ByteCells, 'values' | 'numbers'> {
    switch (hint.as) {
      case 'time':
        return { values: this.#instants(memory.times(column, rows), cells, hint.zone) }
      case 'amount':
        return { values: memory.amounts(column, rows, hint.decimal.charCodeAt(0), hint.scale) }
      case 'text':
        return hint.form === null ? {} : { numbers: memory.numbers(column, rows, hint.form) }
    }
  }

  /** Clocks of that zone as instants, in place; a time with a Z is one already. */
  #instants(times: Float64Array, { starts, ends }: ByteCells, name: string): Float64Array {
    const zone = this.#zones.get(name) ?? zoneNamed(name)!
    this.#zones.set(name, zone)
    if (zone.name === 'UTC') return times
    for (let row = 0; row < times.length; row++) {
      const isUtc = ends[row]! - starts[row]! === LENGTH_WITH_Z
      // A time that is not plain stays so: no zone makes a number of it.
      if (!isUtc && !Number.isNaN(times[row])) times[row] = zone.toInstant(times[row]!)
    }
    return times
  }
}

/** Of `2024-12-31T23:59:59Z`, alone among the plain ones. */
const LENGTH_WITH_Z = 20

/** The rows with memory of their own, in which everything keeps its place. */
export function keptRows(read: PlainRows): PlainRows {
  const { rows, places } = read
  const end = rows === 0 ? 0 : Math.max(...read.columns.map(({ ends }) => ends[rows - 1]!))
  const bytes = read.columns[0]?.bytes.slice(0, end) ?? new Uint8Array(0)
  const columns = read.columns.map(({ starts, ends, values, numbers }) => ({
    bytes,
    starts: starts.slice(0, rows),
    ends: ends.slice(0, rows),
    ...(values ? { values: values.slice() } : {}),
    ...(numbers ? { numbers: numbers.slice() } : {}),
  }))
  return { ...read, places: places.slice(0, rows), columns }
}
