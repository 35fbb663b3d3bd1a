/** What the columns of Parquet and Arrow mean to an analysis, asked by the command line. */

import { createWriteStream } from 'node:fs'
import { dirname, join } from 'node:path'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { writeParquet } from '../../src/render/parquet.ts'
import { fileOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

/** A table as an Arrow file and as a Parquet file. */
async function filesOf(columns: Record<string, arrow.Vector>): Promise<string[]> {
  const table = new arrow.Table(columns)
  const path = fileOf('a.arrow', arrow.tableToIPC(table, 'file'))
  const parquet = join(dirname(path), 'a.parquet')
  const sink = createWriteStream(parquet)
  await writeParquet(table.batches, table.schema, sink)
  await new Promise(resolve => sink.end(resolve))
  return [path, parquet]
}

const texts = (...values: (string | null)[]) => arrow.vectorFromArray(values, new arrow.Utf8())
const days = (...isoDays: (string | null)[]) =>
  arrow.vectorFromArray(
    isoDays.map(day => (day === null ? null : Date.parse(`${day}T00:00:00Z`))),
    new arrow.TimestampMillisecond(),
  )
const DAYS = days('2024-01-02', '2024-01-03')

/** The ids and amounts of customers: by both files, which must agree. */
async function customersOf(columns: Record<string, arrow.Vector>, ...words: string[]) {
  const answers = []
  for (const path of await filesOf(columns)) {
    const report = await tenureJson(['customers', path, '--min-gaps', '1', ...words])
    const rows = rowsOf(report, 'customers').map(row => [row.customer, row.net_revenue])
    answers.push({ rows, setAside: report.meta.inputs[0]!.set_aside })
  }
  expect(answers[1]).toEqual(answers[0])
  return answers[0]!
}

describe('ids', () => {
  const CASES: [what: string, ids: arrow.Vector, expected: string[]][] = [
    [
      'of 64 bits keep every digit',
      arrow.vectorFromArray([9007199254740993n, 9007199254740995n], new arrow.Int64()),
      ['9007199254740993', '9007199254740995'],
    ],
    [
      'without a sign, up to 2^64',
      arrow.vectorFromArray([18446744073709551615n, 1n], new arrow.Uint64()),
      ['1', '18446744073709551615'],
    ],
    ['as floats have no .0', arrow.vectorFromArray([12346, 7], new arrow.Float64()), ['12346', '7']],
    ['as texts keep their zeros', texts('007', '7'), ['007', '7']],
    ['of any name are only text', texts('__proto__', 'constructor'), ['__proto__', 'constructor']],
    [
      'in dictionaries',
      arrow.vectorFromArray(['b', 'a'], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8())),
      ['a', 'b'],
    ],
  ]
  it.each(CASES)('%s', async (_what, customer, expected) => {
    const { rows } = await customersOf({ customer, date: DAYS })
    expect(rows.map(([id]) => id)).toEqual(expected)
  })

  it('that are counted up, and those among them that are not', async () => {
    const ids = ['C001', 'C002', ' C002', 'C2', 'C0003', 'C003', 'NULL', 'C1000', 'C003 ', null]
    const date = days(...ids.map(() => '2024-01-02'))
    const { rows } = await customersOf({ customer: texts(...ids), date })
    expect(rows.map(([id]) => id)).toEqual(['C0003', 'C001', 'C002', 'C003', 'C1000', 'C2'])
  })
})

describe('amounts', () => {
  const CASES: [what: string, amount: arrow.Vector, total: number, setAside: object][] = [
    ['in whole units', arrow.vectorFromArray([3, 4], new arrow.Int32()), 7, {}],
    ['as floats, exactly', arrow.vectorFromArray([0.1, 0.2], new arrow.Float64()), 0.3, {}],
    ['as floats of 32 bits', arrow.vectorFromArray([0.1, 0.2], new arrow.Float32()), 0.3, {}],
    [
      'that are no number',
      arrow.vectorFromArray([Number.NaN, 2], new arrow.Float64()),
      2,
      { 'amount-missing': 1 },
    ],
    [
      'without end',
      arrow.vectorFromArray([Number.POSITIVE_INFINITY, 2], new arrow.Float64()),
      2,
      { 'amount-unreadable': 1 },
    ],
    [
      'past 2^53',
      arrow.vectorFromArray([9007199254740993n, 2n], new arrow.Int64()),
      2,
      { 'amount-too-large': 1 },
    ],
    ['that are missing', arrow.vectorFromArray([null, 2], new arrow.Float64()), 2, { 'amount-missing': 1 }],
  ]
  it.each(CASES)('%s', async (_what, amount, total, setAside) => {
    const answer = await customersOf({ customer: texts('a', 'a'), date: DAYS, amount })
    expect(answer).toEqual({ rows: [['a', total]], setAside })
  })
})

describe('times', () => {
  const first = async (date: arrow.Vector, ...words: string[]) => {
    const dates = []
    for (const path of await filesOf({ customer: texts('a', 'b'), date })) {
      const { tables } = await tenureJson(['inspect', path, ...words])
      const [row] = rowsOf({ tables } as never, 'summary')
      dates.push([row!.first_date, row!.last_date])
    }
    expect(dates[1]).toEqual(dates[0])
    return dates[0]
  }
  // 2024-01-01 23:30 UTC is the next day in Berlin; a naive clock stays what it is.
  const late = [Date.parse('2024-01-01T23:30:00Z'), Date.parse('2024-01-02T00:30:00Z')]
  const CASES: [what: string, date: arrow.Vector, expected: string[]][] = [
    [
      'of a zone',
      arrow.vectorFromArray(late, new arrow.TimestampMillisecond('UTC')),
      ['2024-01-02', '2024-01-02'],
    ],
    [
      'of no zone',
      arrow.vectorFromArray(late, new arrow.TimestampMillisecond()),
      ['2024-01-01', '2024-01-02'],
    ],
    [
      'as days',
      arrow.vectorFromArray(
        late.map(ms => new Date(ms)),
        new arrow.DateDay(),
      ),
      ['2024-01-01', '2024-01-02'],
    ],
    [
      'as numbers',
      arrow.vectorFromArray(
        late.map(ms => BigInt(ms)),
        new arrow.Int64(),
      ),
      ['2024-01-02', '2024-01-02'],
    ],
    // As a Number it would round up into the next day.
    [
      'of the last nanosecond',
      new arrow.Vector([
        arrow.makeData({
          type: new arrow.TimestampNanosecond(),
          data: new BigInt64Array([1704153599999999999n, 1704153599999999999n]),
        }),
      ]),
      ['2024-01-01', '2024-01-01'],
    ],
  ]
  it.each(CASES)('%s', async (_what, date, expected) => {
    expect(await first(date, '--tz', 'Europe/Berlin')).toEqual(expected)
  })

  it('that are empty, or of no year from 1 to 9999, are set aside', async () => {
    const seconds = [253402300800n, 1704153600n]
    const far = new arrow.Vector([
      arrow.makeData({
        type: new arrow.TimestampMillisecond(),
        data: new BigInt64Array(seconds.map(s => s * 1000n)),
      }),
    ])
    const { setAside } = await customersOf({ customer: texts('a', 'b'), date: far }, '--tz', 'Europe/Berlin')
    expect(setAside).toEqual({ 'time-unreadable': 1 })
    const empty = await customersOf(
      { customer: texts('a', 'b'), date: days(null, '2024-01-02') },
      '--tz',
      'Asia/Tokyo',
    )
    expect(empty.setAside).toEqual({ 'time-missing': 1 })
  })
})

describe('shapes', () => {
  const message = async (columns: Record<string, arrow.Vector>) => {
    const found = []
    for (const path of await filesOf(columns)) {
      const { code, stderr } = await tenure(['customers', path])
      found.push(
        `${code} ${
          stderr
            .replace(/a\.(?:arrow|parquet)/, 'FILE')
            .replace(/\S*FILE/, 'FILE')
            .split('\n')[0]
        }`,
      )
    }
    expect(found[1]).toBe(found[0])
    return found[0]
  }

  it('members of a struct play roles', async () => {
    const user = new arrow.Struct<{ id: arrow.Utf8 }>([new arrow.Field('id', new arrow.Utf8(), true)])
    const columns = { user: arrow.vectorFromArray([{ id: 'x' }, { id: null }], user), date: DAYS }
    const { rows } = await customersOf(columns, '--customer', 'user.id')
    expect(rows.map(([id]) => id)).toEqual(['x'])
  })

  it('no rows', async () => {
    expect(await message({ customer: texts(), date: days() })).toMatch(/^3 tenure: FILE: no rows/)
  })

  it('no column of the role', async () => {
    expect(await message({ date: DAYS })).toMatch(/^2 tenure: FILE: no column found for the customer/)
  })

  it('a name twice', async () => {
    const fields = ['customer', 'customer'].map(name => new arrow.Field(name, new arrow.Utf8(), true))
    const type = new arrow.Struct([...fields, new arrow.Field('date', new arrow.DateDay(), true)])
    const children = [
      texts('a').data[0]!,
      texts('b').data[0]!,
      arrow.vectorFromArray([new Date(0)], new arrow.DateDay()).data[0]!,
    ]
    const batch = new arrow.RecordBatch(
      new arrow.Schema(type.children),
      arrow.makeData({ type, length: 1, nullCount: 0, children }),
    )
    const path = fileOf('twice.arrow', arrow.RecordBatchFileWriter.writeAll([batch]).toUint8Array(true))
    const { code, stderr } = await tenure(['customers', path])
    expect(code).toBe(2)
    expect(stderr).toContain('names customer more than once')
  })
})
