/** One export as text, as Parquet and as Arrow, cut into pieces of any size: the same bits from every analysis. */

import { cpSync, createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as arrow from 'apache-arrow'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyses } from '../src/analyses/index.ts'
import { writeParquet } from '../src/render/parquet.ts'
import { folderOf, type JsonReport, tenure } from './support/tenure.ts'

/** The fixture's columns as a warehouse would type them. */
function typedOrders(csv: string): arrow.Table {
  const [header = '', ...lines] = csv.trimEnd().split('\n')
  const cells = lines.map(line => line.split(','))
  const column = (name: string) => cells.map(row => row[header.split(',').indexOf(name)]!)
  const texts = (name: string) => arrow.vectorFromArray(column(name), new arrow.Utf8())
  const coded = (name: string) =>
    arrow.vectorFromArray(column(name), new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()))
  return new arrow.Table({
    order_id: texts('order_id'),
    order_time: arrow.vectorFromArray(
      column('order_time').map(text => Date.parse(`${text}Z`)),
      new arrow.TimestampMillisecond(),
    ),
    customer_id: coded('customer_id'),
    product: texts('product'),
    channel: coded('channel'),
    country: coded('country'),
    quantity: arrow.vectorFromArray(column('quantity').map(Number), new arrow.Int16()),
    amount: decimals(column('amount')),
  })
}

function decimals(texts: readonly string[]): arrow.Vector {
  const data = new BigInt64Array(texts.length * 2)
  for (const [row, text] of texts.entries()) {
    const units = BigInt(Math.round(Number(text) * 100))
    data[row * 2] = units
    data[row * 2 + 1] = units < 0n ? -1n : 0n
  }
  const type = new arrow.Decimal(2, 12, 128)
  return new arrow.Vector([
    arrow.makeData({ type, length: texts.length, data: new Uint32Array(data.buffer) }),
  ])
}

/** The same rows in pieces of so many. */
function* pieces(table: arrow.Table, rows: number): Generator<arrow.RecordBatch> {
  for (let from = 0; from < table.numRows; from += rows) yield* table.slice(from, from + rows).batches
}

const arrowFile = (table: arrow.Table, rows: number) =>
  arrow.RecordBatchFileWriter.writeAll(pieces(table, rows)).toUint8Array(true)

const folder = folderOf({})
const inFolder = (name: string) => join(folder, name)

/** Pieces of few rows, and one of all. */
const SIZES = [7, 100, 2000]

beforeAll(async () => {
  cpSync('fixtures', folder, { recursive: true })
  const table = typedOrders(readFileSync(inFolder('orders.csv'), 'utf8'))
  for (const rows of SIZES) {
    writeFileSync(inFolder(`orders-${rows}.arrow`), arrowFile(table, rows))
    const sink = createWriteStream(inFolder(`orders-${rows}.parquet`))
    await writeParquet(pieces(table, rows), table.schema, sink, rows)
    await new Promise(resolve => sink.end(resolve))
  }
})

/** What is answered, without what was read. */
async function answer(words: readonly string[]): Promise<string> {
  const home = process.cwd()
  process.chdir(folder)
  const { code, stdout, stderr } = await tenure([...words, '--format', 'json']).finally(() =>
    process.chdir(home),
  )
  expect(code, stderr).toBe(0)
  const { tables, notes } = JSON.parse(stdout) as JsonReport
  return JSON.stringify({ tables, notes })
}

/** The first example of an analysis that asks something of orders. */
const QUESTIONS = analyses.flatMap(({ name, examples }) => {
  const example = examples.find(({ run }) => /\borders\.csv\b/.test(run) && !/[|>]|--output/.test(run))
  return example ? [{ name: name.join(' '), words: example.run.split(' ').slice(1) }] : []
})

const withFile = (words: readonly string[], file: string) =>
  words.map(word => (word === 'orders.csv' ? file : word))

describe.each(QUESTIONS)('tenure $name', ({ words }) => {
  it('answers alike for text, Parquet and Arrow', async () => {
    const expected = await answer(words)
    expect(await answer(withFile(words, 'orders-100.parquet'))).toBe(expected)
    expect(await answer(withFile(words, 'orders-7.arrow'))).toBe(expected)
  })
})

describe('pieces of any size', () => {
  const words = ['cohort', 'orders.csv', '--tz', 'Europe/Berlin', '--period', 'week']
  it.each(SIZES)('of %d rows', async rows => {
    const expected = await answer(words)
    expect(await answer(withFile(words, `orders-${rows}.parquet`))).toBe(expected)
    expect(await answer(withFile(words, `orders-${rows}.arrow`))).toBe(expected)
  })
})
