/**
 * What the cells of a column say about how they are written, told by their bytes: where each of them is written in the
 * common way, the same as evidence by texts, without making any.
 */

import type { ByteCells, RawColumn } from '../batches/raw.ts'
import { type WasmCells, wasmCells } from './csv/wasm-cells.ts'
import type { HeadColumn } from './head.ts'
import type { DecimalEvidence } from './values/amounts.ts'
import type { TimeEvidence } from './values/times.ts'

/** Null where a cell is no plain time, or none is one. */
export function plainTimeEvidence(column: HeadColumn): TimeEvidence | null {
  const [filled = 0, plain] = countPlain(column, (wasm, cells, rows) => [wasm.times(cells, rows)])
  if (filled === 0 || plain !== filled) return null
  const none = {
    dayOrMonth: 0,
    dayOrMonthExample: null,
    shortYears: 0,
    shortYearExample: null,
    unreadable: 0,
  }
  return { formats: new Map([['iso', plain]]), ...none }
}

/** Null where a cell is no plain number, or has three decimals, which may be thousands, or more than six. */
export function plainDecimalEvidence(column: HeadColumn): DecimalEvidence | null {
  const upTo = (...decimals: number[]) =>
    countPlain(column, (wasm, cells, rows) => wasm.amounts(cells, rows, POINT, decimals))
  const [filled = 0, whole = 0, two] = upTo(0, 2)
  if (filled === 0) return null
  if (two !== filled) {
    const [, three, six] = upTo(3, 6)
    if (six !== filled || three !== two) return null
  }
  const none = { comma: 0, either: 0, eitherExample: null, unreadable: 0 }
  return { point: filled - whole, ...none, eitherSigns: new Set(), grouping: new Set() }
}

const POINT = '.'.charCodeAt(0)

/** More is not copied: columns of typed files may be of any size. */
const MOST_BYTES = 1 << 26

/** How many cells are not empty, and how many are plain by each reading; nothing where they are not there as bytes. */
function countPlain(
  { parts }: HeadColumn,
  read: (wasm: WasmCells, cells: ByteCells, rows: number) => Iterable<Float64Array>,
): number[] {
  const wasm = wasmCells()
  let counts: number[] = []
  for (const { column, rows } of parts) {
    if (!wasm || !column.cells || column.cells.bytes.length > MOST_BYTES) return []
    const found = [
      filledIn(column, column.cells, rows),
      ...Array.from(read(wasm, column.cells, rows), numbersIn),
    ]
    counts = found.map((count, i) => count + (counts[i] ?? 0))
  }
  return counts
}

function filledIn(column: RawColumn, { starts, ends }: ByteCells, rows: number): number {
  let count = 0
  for (let row = 0; row < rows; row++) if (starts[row] !== ends[row] || column.text(row) !== null) count++
  return count
}

function numbersIn(values: Float64Array): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) count++
  return count
}
