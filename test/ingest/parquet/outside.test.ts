/** Row groups that a filter leaves out as a whole are not read; no answer and no count may differ for that. */

import { createWriteStream, readFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { cellHolds } from '../../../src/batches/compare-cells.ts'
import { OPERATORS } from '../../../src/batches/filter.ts'
import { neverHolds } from '../../../src/ingest/parquet/outside.ts'
import type { ValueBounds } from '../../../src/ingest/parquet/protocol.ts'
import { writeParquet } from '../../../src/render/parquet.ts'
import { fileOf, tenure, tenureJson } from '../../support/tenure.ts'

/** What is hard to order: spaces around cells, numbers among texts, letters beyond ASCII, fractions of seconds. */
const TEXTS = [
  'F',
  'FR',
  'FR ',
  'FR\u00a0',
  'FQ',
  ' FR',
  'G',
  '12',
  '12.0',
  '012',
  '9',
  'fr',
  'É',
  '\u{1f6d2}',
  '\uffee',
  'F\tX',
]
const NUMBERS = [-3, -0, 0, 0.5, 7, 12, 1e21, 2 ** 53, 2 ** 53 + 2]
const MOMENTS = [0, 999, 1000, 1_704_067_199_999, 1_704_067_200_000, 1_704_067_200_500, 1_735_689_600_000]
const DAY_MS = 86_400_000
const DAYS = [-DAY_MS, 0, 19_723 * DAY_MS, 20_089 * DAY_MS]
const VALUES = [
  ...TEXTS.map(text => text.trim()),
  ...NUMBERS.map(String),
  '2024-01-01',
  '2024-01-01T00:00:00',
  '2024',
  '',
]

const iso = (ms: number) => new Date(ms).toISOString()
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const byNumber = (a: number, b: number) => a - b

/** All pairs of them as the two cells of a row group: its bounds, and the cells as they are compared. */
function groupsOf(): { bounds: ValueBounds; cells: string[] }[] {
  const pairs = <T>(values: readonly T[], compare: (a: T, b: T) => number) =>
    values.flatMap(a => values.filter(b => compare(a, b) <= 0).map(b => [a, b] as const))
  const between = (as: 'number' | 'moment' | 'day', values: number[], textOf: (value: number) => string[]) =>
    pairs(values, byNumber).map(([least, greatest]) => ({
      bounds: { as, least, greatest },
      cells: values.filter(value => value >= least && value <= greatest).flatMap(textOf),
    }))
  return [
    ...pairs(TEXTS, byBytes).map(([least, greatest]) => ({
      bounds: { as: 'text' as const, least, greatest },
      cells: TEXTS.filter(text => byBytes(text, least) >= 0 && byBytes(text, greatest) <= 0),
    })),
    ...between('number', NUMBERS, value => [String(value)]),
    ...between('moment', MOMENTS, ms => [iso(ms), iso(ms).slice(0, -1), iso(ms).replace('.000', '')]),
    ...between('day', DAYS, ms => [iso(ms).slice(0, 10)]),
  ]
}

describe('bounds', () => {
  it('rule out no cell that meets a condition', () => {
    let ruledOut = 0
    for (const { bounds, cells } of groupsOf()) {
      for (const operator of OPERATORS) {
        for (const value of VALUES) {
          const condition = { column: 'x', operator, values: [value] }
          if (!neverHolds(condition, bounds)) continue
          ruledOut++
          const met = cells.filter(cell => cellHolds(cell.trim(), condition))
          expect([bounds, condition, met]).toEqual([bounds, condition, []])
        }
      }
    }
    expect(ruledOut).toBeGreaterThan(1000)
  })
})

const ROWS = 400
const day = (row: number) => Date.UTC(2024, 0, 1 + Math.floor(row / 2))

/** Four row groups of a hundred rows, in the order of their time; the third has a row without an amount. */
const COLUMNS = {
  customer: arrow.vectorFromArray(
    Array.from({ length: ROWS }, (_, row) => `c${(row * 7) % 31}`),
    new arrow.Utf8(),
  ),
  date: arrow.vectorFromArray(
    Array.from({ length: ROWS }, (_, row) => day(row)),
    new arrow.TimestampMillisecond(),
  ),
  amount: arrow.vectorFromArray(
    Array.from({ length: ROWS }, (_, row) => (row === 250 ? null : row / 4)),
    new arrow.Float64(),
  ),
  shop: arrow.vectorFromArray(
    Array.from({ length: ROWS }, (_, row) => (row < 200 ? 'north' : 'south')),
    new arrow.Utf8(),
  ),
} // prettier-ignore

async function files(
  columns: Record<string, arrow.Vector> = COLUMNS,
): Promise<{ whole: string; grouped: string }> {
  const table = new arrow.Table(columns)
  const grouped = fileOf('grouped.parquet', '')
  const sink = createWriteStream(grouped)
  await writeParquet(table.batches, table.schema, sink, 100)
  await new Promise(resolve => sink.end(resolve))
  return { whole: fileOf('whole.arrow', arrow.tableToIPC(table, 'file')), grouped }
}

const UNREAD = /^Rows counted as left out by the statistics of their row groups alone, and not read: (\d+);/

describe('row groups', () => {
  const CASES: [what: string, unread: number, ...words: string[]][] = [
    ['of another shop', 200, '--where', 'shop=south'],
    ['of another shop, one of them with a bad row', 100, '--where', 'shop=north'],
    ['before a time', 200, '--where', 'date>=2024-05-01'],
    ['of smaller amounts', 200, '--where', 'amount > 60'],
    ['of none of a list', 100, '--where', 'shop in east,north'],
    ['before the rows that are read', 100, '--rows-since', '2024-03-10'],
    ['after the as-of date', 200, '--as-of', '2024-02-01'],
    ['that the time leaves out in part', 0, '--as-of', '2024-06-08', '--where', 'shop=north'],
    [
      'where rows are left out by what they are',
      0,
      '--where',
      'shop=south',
      '--status',
      'shop',
      '--status-keep',
      'south',
    ],
  ] // prettier-ignore
  it.each(CASES)('%s', async (_what, unread, ...words) => {
    const { whole, grouped } = await files()
    const answer = async (path: string) => {
      const { meta, tables, notes } = await tenureJson(['orders', path, ...words])
      const { rows_read, rows_used, left_out, set_aside } = meta.inputs[0]!
      return { counts: { rows_read, rows_used, left_out, set_aside }, tables, notes }
    }
    const expected = await answer(whole)
    const { notes, ...found } = await answer(grouped)
    expect(found).toEqual({ counts: expected.counts, tables: expected.tables })
    const said = notes.flatMap(note => Number(UNREAD.exec(note)?.[1] ?? []))
    expect(said).toEqual(unread === 0 ? [] : [unread])
    expect(notes.filter(note => !UNREAD.test(note))).toEqual(expected.notes)
  })
  it('are read where each bad row is to be told of', async () => {
    const values = Array.from({ length: ROWS }, (_, row) => (row === 350 ? Number.NaN : row))
    const amount = arrow.vectorFromArray(values, new arrow.Float64())
    const { grouped } = await files({ ...COLUMNS, amount })
    const words = ['orders', grouped, '--as-of', '2024-02-01']
    const { meta } = await tenureJson(words)
    expect(meta.inputs[0]!.left_out).toEqual({ 'after the as-of date': 336 })
    const { code, stderr } = await tenure([...words, '--strict'])
    expect(code).toBe(3)
    expect(stderr).toContain('row 351, column amount: no amount')
    const rejects = fileOf('rejects.csv', '')
    await tenure([...words, '--rejects', rejects])
    expect(readFileSync(rejects, 'utf8')).toMatch(/\b351\b/)
  })
})
