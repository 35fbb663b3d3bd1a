/** `--dedupe`: rows that are alike in every cell (definition G7), through commands. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spread } from '../../src/ingest/spread.ts'
import { CDNOW } from '../support/histories.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const HEADER = 'customer_id,date,amount,product\n'

/** Rows 3 and 6 are like row 1, whatever its quotes; row 4 differs from it in a cell, row 5 in where a cell ends. */
const ROWS = [
  'a,2024-01-01,10,tea',
  'b,2024-01-02,20,tea',
  'a,2024-01-01,10,tea',
  'a,2024-01-01,10,"te a"',
  'a,2024-01-01,1,0tea',
  'a,2024-01-01,10,"tea"',
]
const csv = (rows: readonly string[], header = HEADER) => `${header}${rows.join('\n')}\n`
const CSV = csv(ROWS)
const AS_OF = ['--as-of', '2024-01-31']
const REASON = 'like an earlier row in every cell'

/** Orders and money of each customer, what was left out in each file, and the note. */
async function answered(words: readonly string[]) {
  const report = await tenureJson(['segment', 'rfm', ...words, ...AS_OF, '--detail'])
  const customers = rowsOf(report, 'customers').map(row => [row.customer, row.orders, row.net_revenue])
  const leftOut = report.meta.inputs.map(input => input.left_out[REASON] ?? 0)
  return { customers, leftOut, note: report.notes.find(note => /every cell/.test(note)) }
}

const DEDUPED = [
  ['a', 3, 21],
  ['b', 1, 20],
]

describe('--dedupe exact', () => {
  it('leaves them out, and says how many and where', async () => {
    const path = fileOf('orders.csv', CSV)
    expect(await answered([path, '--dedupe', 'exact'])).toEqual({
      customers: DEDUPED,
      leftOut: [2],
      note: `Rows like an earlier one in every cell: 2, first: ${path} row 3; left out.`,
    })
  })

  const OTHER_WAYS: [what: string, files: Readonly<Record<string, string>>, words?: readonly string[]][] = [
    ['by the reference reader', { 'a.csv': CSV }, ['--reader', 'csv-parse']],
    ['split over files', { 'a.csv': csv(ROWS.slice(0, 2)), 'b.csv': csv(ROWS.slice(2)) }],
    [
      'with columns in another order',
      {
        'a.csv': csv(ROWS.slice(0, 5)),
        'b.csv': csv(['tea,10,a,2024-01-01'], 'product,amount,customer_id,date\n'),
      },
    ],
    ['whatever reader took the rows before', { 'a.csv': csv([...ROWS.slice(0, 5), 'x,"a"b,1,c', ROWS[5]!]) }],
  ]
  it.each(OTHER_WAYS)('%s', async (_, files, words = []) => {
    const folder = folderOf(files)
    const paths = Object.keys(files).map(name => join(folder, name))
    const { customers, leftOut } = await answered([
      ...paths,
      '--dedupe',
      'exact',
      '--max-errors',
      '1',
      ...words,
    ])
    expect(customers).toEqual(DEDUPED)
    expect(leftOut.reduce((sum, rows) => sum + rows)).toBe(2)
  })

  it.each(['a.parquet', 'a.arrow'])('in %s', async name => {
    const folder = folderOf({ 'orders.csv': CSV })
    const typed = join(folder, name)
    await tenure(['convert', join(folder, 'orders.csv'), '--types', 'infer', '-o', typed])
    expect(await answered([typed, '--dedupe', 'exact'])).toMatchObject({ customers: DEDUPED, leftOut: [2] })
  })

  it('tells of a row by what it is before by its date, as everywhere', async () => {
    const words = [fileOf('a.csv', CSV), '--dedupe', 'exact', '--as-of', '2024-01-01', '--period', 'day']
    const { meta } = await tenureJson(['lifecycle', 'growth', ...words])
    expect(meta.inputs[0]!.left_out).toEqual({ [REASON]: 2, 'after the as-of date': 1 })
  })

  it('is the same on threads, each of which would know its own rows alone', async () => {
    const usual = { ...spread }
    // So that each row is a chunk of its own.
    Object.assign(spread, { leastBytes: 0, chunkBytes: 16 })
    const words = [fileOf('a.csv', CSV), '--dedupe', 'exact', '--threads', '2']
    const { customers } = await answered(words).finally(() => Object.assign(spread, usual))
    expect(customers).toEqual(DEDUPED)
  })

  it('a version of an order keeps its lines in each file', async () => {
    const header = 'customer_id,date,amount,order_id,updated\n'
    const folder = folderOf({
      'a.csv': csv(['a,2024-01-01,10,1,2024-01-01', 'a,2024-01-01,5,1,2024-01-01'], header),
      'b.csv': csv(
        ['a,2024-01-01,10,1,2024-01-01', 'a,2024-01-01,10,1,2024-01-01', 'a,2024-01-01,7,1,2024-01-02'],
        header,
      ),
    })
    const words = ['a.csv', 'b.csv'].map(name => join(folder, name))
    const { customers, leftOut } = await answered([...words, '--dedupe', 'exact', '--latest-by', 'updated'])
    expect(customers).toEqual([['a', 1, 17]])
    expect(leftOut).toEqual([0, 1])
  })

  it('an overlap that is alike in every row is no order in two files', async () => {
    const header = 'customer_id,date,amount,order_id\n'
    const lines = ['a,2024-01-01,10,1', 'a,2024-01-02,5,2', 'b,2024-01-03,7,3']
    const folder = folderOf({ 'a.csv': csv(lines.slice(0, 2), header), 'b.csv': csv(lines.slice(1), header) })
    const words = ['a.csv', 'b.csv'].map(name => join(folder, name))
    expect((await tenure(['segment', 'rfm', ...words])).stderr).toContain('--latest-by')
    expect((await answered([...words, '--dedupe', 'exact'])).customers).toEqual([
      ['a', 2, 15],
      ['b', 1, 7],
    ])
  })

  it('keeps no state, as it keeps no rows', async () => {
    const folder = folderOf({ 'a.csv': CSV })
    const words = [join(folder, 'a.csv'), '--dedupe', 'exact', '--state', join(folder, 'state')]
    const { code, stderr } = await tenure(['segment', 'rfm', ...words])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('tenure: --state and --dedupe: a state keeps sums'),
    ])
    expect(existsSync(join(folder, 'state'))).toBe(false)
  })

  it('explain shows the row that does not count', async () => {
    const report = await tenureJson(['explain', 'a', fileOf('a.csv', CSV), '--dedupe', 'exact', ...AS_OF])
    const rows = rowsOf(report, 'rows').map(row => [row.row, row.counted_as])
    expect(rows).toContainEqual([3, `left out: ${REASON}`])
    expect(rows).toContainEqual([1, 'order'])
  })
})

describe('--event-id', () => {
  const EVENTS = [
    '1,a,2024-01-01,open',
    '2,a,2024-01-02,open',
    // The same id with another time, as of an event that was sent again; rows without an id are no repeats.
    '1,a,2024-01-03,open',
    ',a,2024-01-04,open',
    ',a,2024-01-04,open',
  ]
  const header = 'event_id,user_id,time,event\n'
  const FILES: Readonly<Record<string, string>>[] = [
    { 'a.csv': csv(EVENTS, header) },
    { 'a.csv': csv(EVENTS.slice(0, 2), header), 'b.csv': csv(EVENTS.slice(2), header) },
  ]
  it.each(FILES)('leaves out events that were told of before', async files => {
    const folder = folderOf(files)
    const paths = Object.keys(files).map(name => join(folder, name))
    const words = ['--events', '--event-id', 'event_id', '--period', 'day', '--as-of', '2024-01-05']
    const report = await tenureJson(['lifecycle', 'growth', ...paths, ...words])
    const leftOut = report.meta.inputs.map(input => input.left_out['event_id of an earlier row'] ?? 0)
    expect(leftOut.reduce((sum, rows) => sum + rows)).toBe(1)
    expect(rowsOf(report, 'growth').map(row => [row.period, row.active])).toEqual([
      ['2024-01-01', 1],
      ['2024-01-02', 1],
      ['2024-01-03', 0],
      ['2024-01-04', 1],
      ['2024-01-05', 0],
    ])
    expect(report.notes.join()).toMatch(/Rows with the event_id of an earlier one: 1, first: .*; left out\./)
  })

  it('must be a column, and keeps no state', async () => {
    const path = fileOf('a.csv', csv(EVENTS, header))
    const asked = ['lifecycle', 'growth', path, '--events', '--event-id']
    expect(await tenure([...asked, 'eventid'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no column is called eventid (--event-id)'),
    })
    const { code, stderr } = await tenure([...asked, 'event_id', '--state', `${path}.state`])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--state and --event-id')])
  })
})

describe('without it they count', () => {
  const ALL = [
    ['a', 5, 41],
    ['b', 1, 20],
  ]
  it('--dedupe report says how many', async () => {
    const path = fileOf('orders.csv', CSV)
    expect(await answered([path, '--dedupe', 'report'])).toEqual({
      customers: ALL,
      leftOut: [0],
      note: `Rows like an earlier one in every cell: 2, first: ${path} row 3; they count; --dedupe exact leaves them out.`,
    })
  })

  it('inspect names the first, and what leaves them out', async () => {
    const report = await tenureJson(['inspect', fileOf('a.csv', CSV)])
    const [finding] = rowsOf(report, 'findings').filter(({ code }) => code === 'repeated-rows')
    expect(finding).toMatchObject({
      what: expect.stringContaining('2'),
      what_to_do: expect.stringContaining('--dedupe exact'),
    })
  })
})

it.skipIf(!existsSync(CDNOW))('CDNOW has 255 of 69,659 rows twice', async () => {
  // pandas: read_csv(cdnow.csv).duplicated().sum()
  const { meta } = await tenureJson(['segment', 'rfm', CDNOW, '--dedupe', 'exact'])
  expect(meta.inputs[0]!.left_out).toEqual({ [REASON]: 255 })
})
