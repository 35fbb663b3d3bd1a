/** Rows that are made, not read: columns of plain numbers, turned into Arrow batches of the type each stands for. */

import {
  type Data,
  type DataType,
  Decimal,
  Dictionary,
  Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow'
import { Validity } from './validity.ts'

/** What the numbers of a column stand for. */
export type MadeColumn = { readonly name: string } & (
  | { readonly kind: 'integer' }
  /** Whole units of 10^-scale. */
  | { readonly kind: 'decimal'; readonly scale: number }
  /** Seconds of a local clock since 1970-01-01. */
  | { readonly kind: 'time' }
  /** Places in a list of texts. */
  | { readonly kind: 'category'; readonly texts: readonly string[] }
  /** Numbers behind a prefix, filled up with zeros to so many digits: C0000017. */
  | { readonly kind: 'id'; readonly prefix: string; readonly digits: number }
)

const BATCH_ROWS = 65_536

/** Digits of a decimal that all readers hold in 128 bits. */
const DECIMAL_DIGITS = 18

export class MadeRows {
  readonly schema: Schema
  /** One array per column, written at `length`; a cell without a value is NaN. */
  cells: readonly Float64Array[] = []
  length = 0
  /** Rows of all batches. */
  total = 0
  readonly #makers: readonly Maker[]

  constructor(columns: readonly MadeColumn[]) {
    this.#makers = columns.map(makerOf)
    this.schema = new Schema(columns.map(({ name }, i) => new Field(name, this.#makers[i]!.type, true)))
    this.#clear()
  }

  get full(): boolean {
    return this.length === BATCH_ROWS
  }

  /** The rows so far as a batch; those that follow go into the next. */
  take(): RecordBatch {
    const { length, schema } = this
    const children = this.#makers.map(({ make }, i) => make(this.cells[i]!.subarray(0, length)))
    this.total += length
    this.#clear()
    return new RecordBatch(
      schema,
      makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }),
    )
  }

  #clear(): void {
    this.length = 0
    this.cells = this.#makers.map(() => new Float64Array(BATCH_ROWS))
  }
}

interface Maker {
  readonly type: DataType
  make(values: Float64Array): Data
}

function makerOf(column: MadeColumn, index: number): Maker {
  switch (column.kind) {
    case 'integer':
      return maker(new Int32(), 1, Int32Array, (data, row, value) => {
        data[row] = value
      })
    case 'time':
      // Parquet has no time in whole seconds: other readers would see a number.
      return maker(new TimestampMillisecond(), 2, Int32Array, (data, row, value) =>
        writeInt64(data, row, value * 1000),
      )
    case 'decimal':
      return maker(new Decimal(column.scale, DECIMAL_DIGITS, 128), 4, Uint32Array, writeInt128)
    case 'category':
      return categoryMaker(vectorFromArray([...column.texts], new Utf8()), index)
    case 'id':
      return { type: new Utf8(), make: values => idData(values, column.prefix, column.digits) }
  }
}

/** A maker of cells of so many words; a cell without a value keeps zeros. */
function maker<A extends Int32Array | Uint32Array>(
  type: DataType,
  words: number,
  Words: new (length: number) => A,
  writeCell: (data: A, row: number, value: number) => void,
): Maker {
  return {
    type,
    make(values) {
      const data = new Words(values.length * words)
      const validity = new Validity(values.length)
      for (let row = 0; row < values.length; row++) {
        const value = values[row]!
        if (Number.isNaN(value)) validity.miss(row)
        else writeCell(data, row, value)
      }
      return makeData({ type, length: values.length, data, ...validity.props() } as never)
    },
  }
}

function categoryMaker(dictionary: Vector<Utf8>, id: number): Maker {
  const type = new Dictionary(new Utf8(), new Int32(), id)
  const codes = maker(new Int32(), 1, Int32Array, (data, row, value) => {
    data[row] = value
  })
  return {
    type,
    make(values) {
      const { values: data, length, nullCount, nullBitmap } = codes.make(values)
      return makeData({ type, length, data, nullCount, nullBitmap, dictionary })
    },
  }
}

const TWO_32 = 0x1_0000_0000

function writeInt64(data: Int32Array, row: number, value: number): void {
  data[row * 2] = value % TWO_32
  data[row * 2 + 1] = Math.floor(value / TWO_32)
}

function writeInt128(data: Uint32Array, row: number, value: number): void {
  data[row * 4] = value % TWO_32
  data[row * 4 + 1] = Math.floor(value / TWO_32)
  // The sign fills the upper half.
  if (value < 0) data.fill(0xffff_ffff, row * 4 + 2, row * 4 + 4)
}

const ZERO = 48

function idData(values: Float64Array, prefix: string, digits: number): Data {
  const length = values.length
  const start = new TextEncoder().encode(prefix)
  const width = Math.max(digits, String(largest(values)).length)
  const data = new Uint8Array(length * (start.length + width))
  const valueOffsets = new Int32Array(length + 1)
  let end = 0
  for (let row = 0; row < length; row++) {
    for (let i = 0; i < start.length; i++) data[end++] = start[i]!
    end = writeDigits(data, end, values[row]!, digits)
    valueOffsets[row + 1] = end
  }
  return makeData({ type: new Utf8(), length, nullCount: 0, valueOffsets, data: data.subarray(0, end) })
}

function largest(values: Float64Array): number {
  let most = 0
  for (let row = 0; row < values.length; row++) most = Math.max(most, values[row]!)
  return most
}

/** Writes a whole number with zeros before it; where the next cell begins. */
function writeDigits(data: Uint8Array, at: number, value: number, digits: number): number {
  let end = at + digits
  for (let high = Math.floor(value / 10 ** digits); high > 0; high = Math.floor(high / 10)) end++
  let rest = value
  for (let place = end - 1; place >= at; place--) {
    const tenth = Math.floor(rest / 10)
    data[place] = ZERO + rest - tenth * 10
    rest = tenth
  }
  return end
}
