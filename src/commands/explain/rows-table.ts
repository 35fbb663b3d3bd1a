/** Table `rows`: every row of the export that names the customer, and what it counts as. */

import { column, moneyExtra } from '../../analyses/columns.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Table } from '../../report.ts'
import type { Gathered } from './gather.ts'

export function rowsTable({ customer, rows, run }: Gathered): Table {
  const { zone, money } = run
  return {
    name: 'rows',
    title: `Rows that name ${customer}`,
    rows: rows.length,
    columns: [
      column('file', 'text', row => rows[row]!.file),
      column('row', 'integer', row => rows[row]!.row),
      column('local_date', 'date', row =>
        rows[row]!.time === null ? null : formatDay(zone.dayOf(rows[row]!.time!)),
      ),
      column('time', 'text', row =>
        rows[row]!.time === null ? null : new Date(rows[row]!.time!).toISOString(),
      ),
      column('order', 'text', row => rows[row]!.order),
      column(
        'amount',
        'money',
        row => (rows[row]!.amount === null ? null : money.toNumber(rows[row]!.amount!)),
        moneyExtra(run),
      ),
      column('counted_as', 'text', row => rows[row]!.countedAs),
    ],
    show: 'wrap',
    caption:
      'row 1 is the first under the header. Rows with a wrong number of cells name nobody: see the counts below.',
  }
}
