/** Reports for the tests of renderers, and what a renderer writes for one. */

import { Writable } from 'node:stream'
import type { Cell, Column, ColumnType, Report, Table } from '../../src/report.ts'
import type { Renderer, Style } from '../../src/render/renderer.ts'

export const STYLE: Style = { width: 100, color: false, unicode: true, table: null, maxRows: 50 }

export function column(
  name: string,
  type: ColumnType,
  cells: readonly Cell[],
  more: Partial<Column> = {},
): Column {
  return { name, type, at: row => cells[row]!, ...more }
}

export function table(columns: readonly Column[], rows: number, more: Partial<Table> = {}): Table {
  return { name: 'customers', title: 'Customers', rows, columns, ...more }
}

export function report(tables: readonly Table[], more: Partial<Report> = {}): Report {
  return { command: 'churn state', options: {}, tables, notes: [], facts: FACTS, ...more }
}

export const FACTS: Report['facts'] = {
  asOf: '2024-06-30',
  asOfGiven: true,
  timeZone: 'Europe/Berlin',
  timeZoneGiven: true,
  currency: 'EUR',
  inputs: [
    {
      file: 'orders.csv',
      format: 'csv',
      rowsRead: 1234,
      rowsUsed: 1200,
      leftOut: { 'after the as-of date': 20 },
      setAside: { 'bad date': 14, 'bad amount': 0 },
      examples: ['orders.csv row 17, date: 2024-13-01 is not a date'],
    },
  ],
  readings: [{ what: 'customer', value: 'customer_id', source: 'guessed', why: 'its name' }],
  historyCut: false,
}

/** Gathers bytes; `pace` makes it slow, so that whoever ignores backpressure shows. */
export class Gathered extends Writable {
  readonly chunks: Buffer[] = []

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk)
    setImmediate(done)
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }
}

export async function rendered(
  renderer: Renderer,
  what: Report,
  style: Partial<Style> = {},
): Promise<string> {
  return (await renderedBytes(renderer, what, style)).toString('utf8')
}

export async function renderedBytes(
  renderer: Renderer,
  what: Report,
  style: Partial<Style> = {},
): Promise<Buffer> {
  const sink = new Gathered()
  await renderer(what, sink, { ...STYLE, ...style })
  return sink.bytes
}
