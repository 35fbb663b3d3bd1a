/** Columns of Arrow read at once: as bytes, as units of money, as moments. Each must say what the texts say. */

import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { arrowColumnsOf, rawBatchOf } from '../../src/batches/arrow-read.ts'
import type { RawColumn } from '../../src/batches/raw.ts'
import { AmountParser } from '../../src/ingest/values/amounts.ts'

const BIG = 2n ** 53n
const WHOLES = [
  0n,
  1n,
  -1n,
  999_999_999n,
  1_000_000_000n,
  -1_000_000_001n,
  4_294_967_296n,
  BIG - 1n,
  BIG,
  1n - BIG,
]
const EXTREMES = [2n ** 63n - 1n, -(2n ** 63n), 123_456_789_012_345_678n]
const DOUBLES = [
  0,
  -0,
  0.1,
  0.30000000000000004,
  1.005,
  -19.99,
  1e21,
  5e-324,
  12_346,
  2 ** 53,
  2 ** 53 - 1,
  999_999_999_999.999,
  123_456_789.123456,
  0.1234565,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e15,
  999_999_999_999_999.9,
] // prettier-ignore
const TEXTS = ['', 'a', 'José', '🛒', ' x ', '0012', 'NULL']

/** Every third cell missing. */
const holed = <T>(values: readonly T[]) => values.flatMap(value => [value, value, null])

const decimals = (scale: number) =>
  arrow.makeData({
    type: new arrow.Decimal(scale, 38, 128),
    length: 6,
    data: Uint32Array.from([
      ...words(1_234_500n),
      ...words(-1n),
      ...words(0n),
      ...words(BIG),
      ...words(-BIG * 5n),
      ...words(2n ** 70n),
    ]),
  })

function words(value: bigint): number[] {
  const bits = BigInt.asUintN(128, value)
  return [0n, 32n, 64n, 96n].map(shift => Number((bits >> shift) & 0xffff_ffffn))
}

const COLUMNS: Record<string, arrow.Vector> = {
  'whole numbers of 64 bits': arrow.vectorFromArray(holed([...WHOLES, ...EXTREMES]), new arrow.Int64()),
  'without a sign': arrow.vectorFromArray(holed([0n, BIG, 2n ** 64n - 1n]), new arrow.Uint64()),
  'of 32 bits': arrow.vectorFromArray(holed([0, -2_147_483_648, 2_147_483_647, 7]), new arrow.Int32()),
  'of 8 bits': arrow.vectorFromArray([0, -128, 127], new arrow.Int8()),
  doubles: arrow.vectorFromArray(holed(DOUBLES), new arrow.Float64()),
  'decimals of 2 places': new arrow.Vector([decimals(2)]),
  'of 8 places': new arrow.Vector([decimals(8)]),
  'of tens': new arrow.Vector([decimals(-1)]),
  texts: arrow.vectorFromArray(TEXTS, new arrow.Utf8()),
  'texts, some missing': arrow.vectorFromArray(holed(TEXTS), new arrow.Utf8()),
  'in a dictionary': arrow.vectorFromArray(
    holed([...TEXTS, ...TEXTS]),
    new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()),
  ),
  sliced: arrow.vectorFromArray(holed(TEXTS), new arrow.Utf8()).slice(2, 9),
  'sliced numbers': arrow.vectorFromArray(holed(WHOLES), new arrow.Int64()).slice(4, 11),
} // prettier-ignore

function columnOf(vector: arrow.Vector): { column: RawColumn; rows: number } {
  const table = new arrow.Table({ cell: vector })
  const { columns, rows } = rawBatchOf(table.batches[0]!, arrowColumnsOf(table.schema), 'a.arrow', 1)
  return { column: columns[0]!, rows }
}

describe.each(Object.entries(COLUMNS))('%s', (_what, vector) => {
  const { column, rows } = columnOf(vector)
  const texts = Array.from({ length: rows }, (_, row) => column.text(row))

  if (column.cells)
    it('as bytes', () => {
      const { bytes, starts, ends } = column.cells!
      const cells = texts.map((_, row) => Buffer.from(bytes.subarray(starts[row], ends[row])).toString())
      const isGiven = (cell: string, row: number) =>
        cell !== '' || !texts[row] || Math.abs(Number(texts[row])) >= 2 ** 53
      const isFraction = (row: number) => /[.e]|^-0$|NaN|Infinity/.test(texts[row] ?? '')
      for (const [row, cell] of cells.entries()) {
        if (cell !== '') expect(cell).toBe(texts[row])
        if (!isFraction(row)) expect(isGiven(cell, row)).toBe(true)
      }
    })

  if (column.units)
    it.each([0, 2, 6, 12])('as units of %i decimals', scale => {
      const units = column.units!(scale)
      for (const [row, text] of texts.entries()) {
        const parser = new AmountParser('.', scale)
        const expected = text === null ? Number.NaN : parser.parse(text)
        if (Number.isNaN(units[row])) continue
        expect(units[row]).toBe(expected)
        expect(parser.rounded).toBe(0)
      }
      const plain = texts.findIndex(text => text !== null && /^-?[1-9]\d{0,2}$/.test(text))
      if (plain !== -1) expect(units[plain]).not.toBeNaN()
    })
})

describe('moments', () => {
  const NANOS = [0n, 1n, -1n, 1_704_067_199_999_999_999n, -1_000_000_001n, 9_223_372_036_854_775_807n]
  const FAR = [
    253_402_300_799_999n,
    253_402_300_800_000n,
    -62_135_596_800_000n,
    -62_135_596_800_001n,
    2n ** 62n,
  ]
  const CASES: [what: string, type: arrow.Timestamp, values: bigint[], perMs: bigint][] = [
    ['nanoseconds', new arrow.TimestampNanosecond(), NANOS, 1_000_000n],
    [
      'microseconds',
      new arrow.TimestampMicrosecond(),
      [...NANOS, ...FAR.map(ms => ms * 1000n + 999n)],
      1000n,
    ],
    ['milliseconds', new arrow.TimestampMillisecond(), [...NANOS, ...FAR], 1n],
  ]
  it.each(CASES)('of %s are rounded down, within years of four digits', (_what, type, values, perMs) => {
    const data = arrow.makeData({ type, length: values.length, data: BigInt64Array.from(values) })
    const { column } = columnOf(new arrow.Vector([data]))
    for (const [row, value] of BigInt64Array.from(values).entries()) {
      const ms = value >= 0n ? value / perMs : -((-value + perMs - 1n) / perMs)
      const isWithin = ms >= FAR[2]! && ms < FAR[1]!
      expect(column.ms!(row)).toBe(isWithin ? Number(ms) : Number.NaN)
    }
  })
})
