/** Table `rows`: every row of the export that names the customer, and what it counts as. */

import { column, moneyExtra } from '../../analyses/columns.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Table } from '../../report.ts'
import type { EvidenceRow } from './evidence.ts'
import type { Gathered } from './gather.ts'

/** Rows that people see of a long table, at a terminal: table orders has them all. */
const ROWS_SHOWN = 15

export function rowsTable(gathered: Gathered): Table {
  const { customer, rows, run, source } = gathered
  const { zone, money } = run
  const dateOf = ({ time }: EvidenceRow) => (time === null ? null : formatDay(zone.dayOf(time)))
  const amountOf = ({ amount }: EvidenceRow) => (amount === null ? null : money.toNumber(amount))
  const one = source.files.length === 1 ? source.files[0]!.reader.name : null
  return {
    name: 'rows',
    title: `Rows ${one === null ? '' : `of ${one} `}that name ${customer}`,
    rows: rows.length,
    columns: [
      column('file', 'text', row => rows[row]!.file),
      column('row', 'integer', row => rows[row]!.row),
      column('local_date', 'date', row => dateOf(rows[row]!)),
      column('time', 'text', row => timeText(rows[row]!)),
      column('order', 'text', row => rows[row]!.order),
      column('amount', 'money', row => amountOf(rows[row]!), moneyExtra(run)),
      column('counted_as', 'text', row => rows[row]!.countedAs),
    ],
    hidden: [...(one === null ? [] : ['file']), ...(isByDay(gathered) ? ['time'] : [])],
    show: 'wrap',
    glance: ROWS_SHOWN,
    caption:
      'row 1 is the first under the header. Rows with a wrong number of cells name nobody: see the counts below.',
  }
}

const timeText = ({ time }: EvidenceRow) =>
  time === null ? null : new Date(time).toISOString().replace('.000Z', 'Z')

/** Whether the rows have no time of day, so that it need not be shown to people. */
const isByDay = ({ rows, run: { zone } }: Gathered) =>
  rows.every(({ time }) => time === null || zone.startOf(zone.dayOf(time)) === time)
