import { PassThrough } from 'node:stream'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { textReader } from '../../src/batches/arrow-text.ts'
import { exportCsv, exportTsv } from '../../src/render/export-text.ts'
import type { Exporter } from '../../src/render/exporter.ts'

async function exported(columns: Record<string, arrow.Vector>, exporter: Exporter = exportCsv) {
  const table = new arrow.Table(columns)
  const sink = new PassThrough({ highWaterMark: 1 << 26 })
  await exporter(table.batches, table.schema, sink)
  return ((sink.read() as Buffer | null) ?? Buffer.alloc(0)).toString('utf8')
}

const TEXTS = [
  'plain',
  '',
  null,
  'a,b',
  'say "hi"',
  '"',
  'two\nlines',
  'cr\r',
  ' blank ',
  'ÄÖ 😀',
  '\ufeffbom',
  'tab\t',
]

describe('rows as text', () => {
  it('stand in quotes where they must, are empty without a value and "" without letters', async () => {
    const text = await exported({
      'a "b"': arrow.vectorFromArray(TEXTS, new arrow.Utf8()),
      n: int32(TEXTS.map(() => 7)),
    })
    expect(text).toBe(
      '"a ""b""",n\nplain,7\n"",7\n,7\n"a,b",7\n"say ""hi""",7\n"""",7\n"two\nlines",7\n"cr\r",7\n blank ,7\nÄÖ 😀,7\n\ufeffbom,7\ntab\t,7\n',
    )
  })

  it('as TSV quote tabs and leave commas', async () => {
    const columns = { a: arrow.vectorFromArray(['a,b', 'a\tb'], new arrow.Utf8()), b: int32([1, 2]) }
    expect(await exported(columns, exportTsv)).toBe('a\tb\na,b\t1\n"a\tb"\t2\n')
  })

  it('of one column without a value are no blank lines', async () => {
    expect(await exported({ a: arrow.vectorFromArray(['x', null, 'y'], new arrow.Utf8()) })).toBe(
      'a\nx\n""\ny\n',
    )
  })

  it('of dictionaries are quoted like the rest, null included', async () => {
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())
    const column = arrow.vectorFromArray(TEXTS, type)
    const plain = await exported({
      a: arrow.vectorFromArray(TEXTS, new arrow.Utf8()),
      b: int32(TEXTS.map(() => 1)),
    })
    expect(await exported({ a: column, b: int32(TEXTS.map(() => 1)) })).toBe(plain)
  })

  it('more than a buffer holds come whole and in order', async () => {
    const values = Array.from({ length: 60_000 }, (_, i) => `row ${i} ${'x'.repeat(i % 50)}`)
    const text = await exported({ a: arrow.vectorFromArray(values, new arrow.Utf8()) })
    expect(text).toBe(['a', ...values, ''].join('\n'))
    const long = 'y'.repeat(3_000_000)
    expect(await exported({ a: arrow.vectorFromArray([long, 'z'], new arrow.Utf8()) })).toBe(
      `a\n${long}\nz\n`,
    )
  })
})

const int32 = (values: (number | null)[]) => arrow.vectorFromArray(values, new arrow.Int32())

const BIG = [
  0n,
  -1n,
  42n,
  2n ** 53n,
  -(2n ** 53n),
  2n ** 53n + 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  null,
  2n ** 32n,
  -(2n ** 32n),
]

function decimals(scale: number, bits = 128): arrow.Vector {
  const units = [
    0n,
    5n,
    -5n,
    -105n,
    123456n,
    10n ** 15n,
    -(10n ** 17n),
    2n ** 53n,
    -(2n ** 64n),
    10n ** 30n,
    -(10n ** 37n),
  ]
  const words = new Uint32Array((units.length * bits) / 32)
  for (const [row, unit] of units.entries()) {
    for (let word = 0; word < bits / 32; word++) {
      words[(row * bits) / 32 + word] = Number(BigInt.asUintN(32, unit >> BigInt(32 * word)))
    }
  }
  const type = new arrow.Decimal(scale, 38, bits)
  return arrow.makeVector(arrow.makeData({ type, length: units.length, nullCount: 0, data: words }))
}

const TIMES = [
  0n,
  1n,
  -1n,
  86_399n,
  86_400n,
  -86_401n,
  1_700_000_000n,
  -62_135_596_800n,
  -62_135_596_801n,
  253_402_300_799n,
  253_402_300_800n,
  null,
]

function timestamps(type: arrow.Timestamp, per: bigint, odd: bigint): arrow.Vector {
  const values = [...TIMES.map(time => (time ?? 0n) * per), odd]
  const nullBitmap = new Uint8Array(2)
  for (const row of values.keys()) if (TIMES[row] !== null) nullBitmap[row >> 3]! |= 1 << (row & 7)
  const data = BigInt64Array.from(values)
  return arrow.makeVector(arrow.makeData({ type, length: values.length, nullCount: 1, nullBitmap, data }))
}

const COLUMNS: Record<string, arrow.Vector> = {
  int8: arrow.vectorFromArray([-128, 127, null, 0], new arrow.Int8()),
  uint32: arrow.vectorFromArray([0, 4_294_967_295, null], new arrow.Uint32()),
  int64: arrow.vectorFromArray(BIG, new arrow.Int64()),
  uint64: arrow.vectorFromArray([0n, 2n ** 64n - 1n, 2n ** 53n], new arrow.Uint64()),
  float64: arrow.vectorFromArray([0, -0, 0.1, 1e21, Number.NaN, null], new arrow.Float64()),
  bool: arrow.vectorFromArray([true, false, null], new arrow.Bool()),
  day: arrow.vectorFromArray([new Date(0), new Date('1969-12-31'), null], new arrow.DateDay()),
  decimal2: decimals(2),
  decimal0: decimals(0),
  decimal9: decimals(9),
  decimal15: decimals(15),
  decimal20: decimals(20),
  decimal256: decimals(2, 256),
  seconds: timestamps(new arrow.TimestampSecond(), 1n, 5n),
  zoned: timestamps(new arrow.TimestampSecond('UTC'), 1n, 5n),
  ms: timestamps(new arrow.TimestampMillisecond(), 1000n, -1n),
  us: timestamps(new arrow.TimestampMicrosecond(), 1_000_000n, 1n),
  ns: timestamps(new arrow.TimestampNanosecond(), 7_000_000n, 1n),
}

describe('byte by byte, cells are those of the exact reader', () => {
  for (const [name, column] of Object.entries(COLUMNS)) {
    it(name, async () => {
      const expected = cellsOf(column)
      expect(
        (await exported({ a: column, b: int32(expected.map(() => 0)) })).split('\n').slice(1, -1),
      ).toEqual(expected.map(cell => `${cell},0`))
    })

    it(`${name}, from the second row on`, async () => {
      const expected = cellsOf(column).slice(1)
      const part = column.slice(1)
      expect((await exported({ a: part, b: int32(expected.map(() => 0)) })).split('\n').slice(1, -1)).toEqual(
        expected.map(cell => `${cell},0`),
      )
    })
  }
})

function cellsOf(column: arrow.Vector): string[] {
  const read = textReader('a', column.data[0]!)
  return Array.from({ length: column.length }, (_, row) => read(row) ?? '')
}
