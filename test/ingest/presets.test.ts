import { fileURLToPath } from 'node:url'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RawBatch } from '../../src/batches/raw.ts'
import { continuedReader } from '../../src/ingest/continued-reader.ts'
import { presetFor, presets } from '../../src/ingest/presets/index.ts'
import { shopify } from '../../src/ingest/presets/shopify.ts'
import type { Reader } from '../../src/ingest/reader.ts'
import { fileOf, folderOf, rowsOf, tenure, tenureJson } from '../support/tenure.ts'

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/presets/${name}.csv`, import.meta.url))

const inspect = (words: readonly string[]) => tenureJson(['inspect', ...words])
const summaryOf = async (words: readonly string[]) => rowsOf(await inspect(words), 'summary')[0]!

interface Expected {
  readonly customers: number
  readonly orders: number
  readonly ordersWithoutCustomer?: number
  readonly revenue: number
  /** Money of each customer, by id. */
  readonly money: Readonly<Record<string, number>>
  readonly leftOut?: Readonly<Record<string, number>>
}

/** Added up by hand from the rows in fixtures/presets/make.js. */
const EXPORTS: Readonly<Record<string, Expected>> = {
  shopify: {
    customers: 2,
    orders: 4,
    ordersWithoutCustomer: 1,
    // 53.55 + (23.80 - 3.80) + 17.85 + 7.50
    revenue: 98.9,
    money: { 'ann@example.com': 71.4, 'bob@example.com': 20 },
    leftOut: { cancelled: 1, 'status pending': 2 },
  },
  woocommerce: {
    customers: 2,
    orders: 3,
    // 33 + 13 + (23 - 23)
    revenue: 46,
    money: { 'eve@example.com': 33, 'fay@example.com': 13 },
    leftOut: { 'status Pending payment': 2, 'status Cancelled': 1 },
  },
  stripe: {
    customers: 2,
    orders: 4,
    // 20 + (35 - 5) + (20 - 20) + 20
    revenue: 70,
    money: { cus_A: 40, cus_B: 30 },
    leftOut: { 'status Failed': 1, 'test mode': 1 },
  },
  square: {
    customers: 2,
    orders: 4,
    ordersWithoutCustomer: 1,
    // 1000 + 12 - 12 + 8.50 + 4
    revenue: 1012.5,
    money: { C1: 1008.5, C2: 0 },
  },
  ga4: {
    customers: 2,
    orders: 3,
    // 49.9 + 15 + 20.1
    revenue: 85,
    money: { '111.1': 70, '222.2': 15 },
    leftOut: { 'events that are no sales': 4 },
  },
  segment: {
    customers: 2,
    orders: 3,
    // 25 + 40 - 15 + 5.50
    revenue: 55.5,
    money: { 'u-1': 30.5, 'u-2': 25 },
    leftOut: { 'events that are no sales': 2 },
  },
}

describe.each(presets)('an export of $name', ({ name }) => {
  const { customers, orders, ordersWithoutCustomer = 0, revenue, money, leftOut = {} } = EXPORTS[name]!

  it('is known by its header, which is said', async () => {
    const report = await inspect([fixture(name)])
    expect(report.meta.readings).toContainEqual({
      what: 'preset',
      value: name,
      source: 'guessed',
      why: 'its header',
    })
    expect(report.notes.some(note => note.startsWith(`Preset ${name}: `))).toBe(true)
  })

  it('has the right customers, orders and revenue', async () => {
    expect(await summaryOf([fixture(name)])).toMatchObject({
      customers,
      orders,
      orders_without_customer: ordersWithoutCustomer,
      net_revenue: revenue,
      rows_set_aside: 0,
    })
  })

  it('says what is left out', async () => {
    const report = await tenureJson(['segment', 'rfm', fixture(name)])
    expect(report.meta.inputs[0]!.left_out).toEqual(leftOut)
    expect(report.meta.inputs[0]!.set_aside).toEqual({})
  })

  it('has the right money for each customer', async () => {
    const report = await tenureJson(['segment', 'rfm', fixture(name), '--detail'])
    const spent = rowsOf(report, 'customers').map(row => [row.customer, row.net_revenue])
    expect(Object.fromEntries(spent)).toEqual(money)
  })

  it('reads the same through Parquet', async () => {
    const folder = folderOf({})
    const path = `${folder}/export.parquet`
    await tenure(['convert', fixture(name), '-o', path, '--types', 'infer'])
    expect(await summaryOf([path])).toEqual(await summaryOf([fixture(name)]))
  })

  it('is not taken for another one', () => {
    const columns = readFileSync(fixture(name), 'utf8').split('\n', 1)[0]!.split(',')
    const taking = presets.filter(preset => presetFor(columns, null)?.name === preset.name)
    expect(taking.map(preset => preset.name)).toEqual([name])
  })
})

describe('--preset', () => {
  it('none reads the export like any other', async () => {
    const report = await inspect([fixture('stripe'), '--preset', 'none'])
    expect(report.meta.readings.map(({ what }) => what)).not.toContain('preset')
    // All six charges, nothing taken off: 20 + 35 + 20 + 60 + 1 + 20.
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ net_revenue: 156, rows_left_out: 0 })
  })

  it('is taken at its word where the header does not show it', async () => {
    const path = fileOf(
      'a.csv',
      'Name,Email,Total,Created at\n#1,a,5,2024-01-01\n#1,a,,2024-01-01\n#2,b,7,2024-01-02\n',
    )
    expect(await summaryOf([path, '--preset', 'shopify'])).toMatchObject({ orders: 2, net_revenue: 12 })
    const report = await inspect([path, '--preset', 'shopify'])
    expect(report.meta.readings.find(({ what }) => what === 'preset')!.source).toBe('given')
  })

  it('names the presets where it is none of them', async () => {
    const { code, stderr } = await tenure(['inspect', fixture('stripe'), '--preset', 'shopware'])
    expect(code).toBe(2)
    expect(stderr).toContain('shopify')
  })

  it('gives way to columns that the user names', async () => {
    const report = await inspect([fixture('shopify'), '--amount', 'Subtotal'])
    // 40 + 20 + 10; the order of the till has no subtotal, and is set aside. Refunds are of totals, not of subtotals.
    expect(rowsOf(report, 'summary')[0]).toMatchObject({ net_revenue: 70, rows_set_aside: 1 })
  })

  it('makes UTC of the times that are, in any zone', async () => {
    // The first charge is of 23:30 UTC, the next day in Berlin.
    const words = ['inspect', fixture('stripe'), '--tz', 'Europe/Berlin']
    expect(rowsOf(await tenureJson(words), 'summary')[0]!.first_date).toBe('2024-05-02')
    const plain = await tenureJson([...words, '--preset', 'none'])
    expect(rowsOf(plain, 'summary')[0]!.first_date).toBe('2024-05-01')
  })
})

/** A reader of those batches of rows; '' is blank. */
const readerOf = (names: readonly string[], batches: readonly (readonly string[])[][]): Reader => ({
  name: 'a.csv',
  format: 'CSV',
  size: null,
  rereadable: true,
  columns: names.map(name => ({ name, kind: 'text' })),
  repeatedNames: [],
  readings: [],
  notes: [],
  async *read({ columns = names } = {}) {
    for (const rows of batches) yield { batch: rawBatch(names, rows, columns), bad: [] }
  },
})

const rawBatch = (
  names: readonly string[],
  rows: readonly (readonly string[])[],
  wanted: readonly string[],
): RawBatch => ({
  rows: rows.length,
  columns: names
    .filter(name => wanted.includes(name))
    .map(name => ({ name, kind: 'text', text: row => rows[row]![names.indexOf(name)] || null })),
  rowNumber: row => row + 1,
})

describe('rows that continue an order', () => {
  const NAMES = ['Name', 'Email', 'Total', 'Lineitem name']
  const ROWS = [
    ['#1', 'a', '5', 'x'],
    ['#1', '', '', 'y'],
    ['#1', '', '', ''],
    ['#2', '', '7', 'x'],
    ['#2', '', '', 'y'],
    ['', '', '', 'z'],
    ['#3', 'c', '', 'x'],
  ]
  const FILLED = ['#1 a 5 x', '#1 a 0 y', '#1 a 0 -', '#2 - 7 x', '#2 - 0 y', '- - - z', '#3 c - x']

  // Every place at which a batch can end.
  it.each(ROWS.map((_, end) => end))('are filled when a batch ends after %i rows', async end => {
    const reader = continuedReader(readerOf(NAMES, [ROWS.slice(0, end), [], ROWS.slice(end)]), shopify)
    const seen: string[] = []
    for await (const { batch } of reader.read()) {
      for (let row = 0; row < batch.rows; row++)
        seen.push(batch.columns.map(column => column.text(row) ?? '-').join(' '))
    }
    expect(seen).toEqual(FILLED)
  })

  it('are told by the order, also where it is not asked for', async () => {
    const reader = continuedReader(readerOf(NAMES, [ROWS]), shopify)
    for await (const { batch } of reader.read({ columns: ['Total'] })) {
      const totals = batch.columns.find(({ name }) => name === 'Total')!
      expect([0, 1, 3, 4].map(row => totals.text(row))).toEqual(['5', '0', '7', '0'])
    }
  })
})

describe('WooCommerce that fills the first row of an order only', () => {
  it('has the same totals as where all rows are filled', async () => {
    const [header, ...lines] = readFileSync(fixture('woocommerce'), 'utf8').trim().split('\n')
    let last = ''
    const blanked = lines.map(line => {
      const cells = line.split(',')
      const continues = cells[0] === last
      last = cells[0]!
      // All but the order and its item.
      return continues
        ? cells.map((cell, i) => (i === 0 || (i >= 18 && i <= 21) ? cell : '')).join(',')
        : line
    })
    const path = fileOf('first-row.csv', [header, ...blanked, ''].join('\n'))
    const { rows_read, orders, customers, net_revenue, rows_left_out } = await summaryOf([path])
    expect([rows_read, orders, customers, net_revenue, rows_left_out]).toEqual([7, 3, 2, 46, 3])
  })
})
