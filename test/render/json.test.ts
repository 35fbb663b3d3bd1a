import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderJson } from '../../src/render/json.ts'
import { renderNdjson } from '../../src/render/ndjson.ts'
import { column, rendered, report, table } from './reports.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

const sample = report(
  [
    table(
      [
        column('customer', 'text', ['c1', '"quoted"\n', null]),
        column('revenue', 'money', [1.5, Number.NaN, -0], { unit: 'EUR' }),
        column('p_alive', 'number', [0.1, Number.POSITIVE_INFINITY, null]),
        column('is_lapsed', 'boolean', [true, false, null]),
      ],
      3,
    ),
    table([], 0, { name: 'empty', title: 'Empty', caption: 'Nothing.' }),
  ],
  { options: { asOf: null, top: 5 }, notes: ['One.', 'Two.'] },
)

describe('JSON', () => {
  // The shape is that of docs/output.md; a script may rely on each key.
  it('has the documented shape', async () => {
    expect(JSON.parse(await rendered(renderJson, sample))).toEqual({
      tenure: { format: 1, version },
      meta: {
        command: 'churn state',
        options: { asOf: null, top: 5 },
        version,
        as_of: '2024-06-30',
        as_of_given: true,
        time_zone: 'Europe/Berlin',
        time_zone_given: true,
        currency: 'EUR',
        inputs: [
          {
            file: 'orders.csv',
            format: 'csv',
            rows_read: 1234,
            rows_used: 1200,
            left_out: { 'after the as-of date': 20 },
            set_aside: { 'bad date': 14, 'bad amount': 0 },
            examples: ['orders.csv row 17, date: 2024-13-01 is not a date'],
          },
        ],
        readings: [{ what: 'customer', value: 'customer_id', source: 'guessed', why: 'its name' }],
        history_cut: false,
      },
      tables: {
        customers: {
          title: 'Customers',
          caption: null,
          row_count: 3,
          columns: [
            { name: 'customer', type: 'text', unit: null },
            { name: 'revenue', type: 'money', unit: 'EUR' },
            { name: 'p_alive', type: 'number', unit: null },
            { name: 'is_lapsed', type: 'boolean', unit: null },
          ],
          rows: [
            ['c1', 1.5, 0.1, true],
            ['"quoted"\n', null, null, false],
            [null, 0, null, null],
          ],
        },
        empty: { title: 'Empty', caption: 'Nothing.', row_count: 0, columns: [], rows: [] },
      },
      notes: ['One.', 'Two.'],
    })
  })

  it('holds the one table that --table names', async () => {
    const { tables } = JSON.parse(await rendered(renderJson, sample, { table: 'empty' }))
    expect(Object.keys(tables)).toEqual(['empty'])
  })
})

describe('NDJSON', () => {
  it('is a line of JSON per row', async () => {
    const lines = (await rendered(renderNdjson, sample)).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map(line => JSON.parse(line))).toEqual([
      { customer: 'c1', revenue: 1.5, p_alive: 0.1, is_lapsed: true },
      { customer: '"quoted"\n', revenue: null, p_alive: null, is_lapsed: false },
      { customer: null, revenue: 0, p_alive: null, is_lapsed: null },
    ])
  })
})
