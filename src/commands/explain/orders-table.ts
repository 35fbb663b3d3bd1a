/** Table `orders`: the orders and refunds of the customer, each with the rows it is made of. */

import { column, moneyExtra } from '../../analyses/columns.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Table } from '../../report.ts'
import { COUNTED, type EvidenceRow } from './evidence.ts'
import type { Gathered } from './gather.ts'

/** Rows that are one order, or one refund. */
export interface Order {
  readonly kind: 'order' | 'refund'
  readonly id: string | null
  /** Local day of the earliest row. */
  readonly day: number
  readonly rows: readonly EvidenceRow[]
  /** Units of the run's scale. */
  readonly amount: number
}

/** By day and time; lines of an order together, each refund by itself. */
export function ordersOf(
  { run, orders: { key, amountIs } }: Gathered,
  rows: readonly EvidenceRow[],
): Order[] {
  const dayOf = ({ time }: EvidenceRow) => run.zone.dayOf(time!)
  const found = new Map<string, EvidenceRow[]>()
  for (const [place, row] of rows.entries()) {
    const alone = `row ${place}`
    const own = key === 'column' ? (row.order ?? alone) : key === 'customer+day' ? String(dayOf(row)) : alone
    const name = row.countedAs === COUNTED.refund ? alone : own
    found.set(name, [...(found.get(name) ?? []), row])
  }
  const orders = [...found.values()].map((own): Order => {
    const sum = own.reduce((total, { amount }) => total + (amount ?? 0), 0)
    const isOrder = own[0]!.countedAs === COUNTED.order
    return {
      kind: isOrder ? 'order' : 'refund',
      id: own[0]!.order,
      day: Math.min(...own.map(dayOf)),
      rows: own,
      amount: isOrder && amountIs === 'order' ? sum / own.length : sum,
    }
  })
  return orders.sort((a, b) => a.day - b.day || firstTime(a) - firstTime(b))
}

const firstTime = ({ rows }: Order) => Math.min(...rows.map(({ time }) => time!))

/** `rows 3, 4`, with the file in front where there are several. */
export function whereText(rows: readonly EvidenceRow[], files: number): string {
  const byFile = new Map<string, number[]>()
  for (const { file, row } of rows) byFile.set(file, [...(byFile.get(file) ?? []), row])
  const text = (numbers: readonly number[]) =>
    `${numbers.length === 1 ? 'row' : 'rows'} ${numbers.join(', ')}`
  return [...byFile]
    .map(([file, numbers]) => (files > 1 ? `${file} ${text(numbers)}` : text(numbers)))
    .join('; ')
}

/** Rows that people see of a long table, at a terminal. */
const ROWS_SHOWN = 30

export function ordersTable({ run, source }: Gathered, orders: readonly Order[]): Table {
  return {
    name: 'orders',
    title: 'Orders and refunds, and the rows they are made of',
    rows: orders.length,
    columns: [
      column('date', 'date', row => formatDay(orders[row]!.day)),
      column('kind', 'text', row => orders[row]!.kind),
      column('order', 'text', row => orders[row]!.id),
      column('lines', 'integer', row => orders[row]!.rows.length),
      column(
        'amount',
        'money',
        row => (run.hasAmount ? run.money.toNumber(orders[row]!.amount) : null),
        moneyExtra(run),
      ),
      column('where', 'text', row => whereText(orders[row]!.rows, source.files.length)),
    ],
    show: 'wrap',
    glance: ROWS_SHOWN,
    caption: "A refund is booked on its own date, or on its order's with --refund-date order.",
  }
}
