/** Table `customers`: where every customer was at the begin and the end of every step. */

import { formatDay } from '../../../math/calendar.ts'
import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import type { Migration } from './steps.ts'

/** By step, within it by id; who is not_yet at both dates is left out. */
export function customersTable(
  { states, segments, standings }: Migration,
  { id, customers }: Histories,
  run: Run,
): Table {
  const notYet = segments + 1
  const rows: number[] = []
  for (let step = 0; step < standings.length - 1; step++)
    for (let place = 0; place < customers; place++)
      if (standings[step + 1]!.states[place] !== notYet) rows.push(step * customers + place)
  const before = (row: number) => standings[Math.floor(rows[row]! / customers)]!
  const after = (row: number) => standings[Math.floor(rows[row]! / customers) + 1]!
  const place = (row: number) => rows[row]! % customers
  const money = moneyExtra(run)
  return {
    name: 'customers',
    title: 'Where every customer was',
    rows: rows.length,
    columns: [
      column('customer', 'text', row => id(place(row))),
      column('from_date', 'date', row => formatDay(before(row).day)),
      column('to_date', 'date', row => formatDay(after(row).day)),
      column('from', 'text', row => states[before(row).states[place(row)]!]!),
      column('to', 'text', row => states[after(row).states[place(row)]!]!),
      column('moved', 'boolean', row => before(row).states[place(row)] !== after(row).states[place(row)]),
      ...(run.hasAmount
        ? [
            column(
              'revenue_before',
              'money',
              row => run.money.toNumber(before(row).revenue[place(row)]!),
              money,
            ),
            column(
              'revenue_after',
              'money',
              row => run.money.toNumber(after(row).revenue[place(row)]!),
              money,
            ),
          ]
        : []),
    ],
  }
}
