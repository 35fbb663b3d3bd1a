/** Table `customers`: the stage of every customer, computed row by row as it is written. */

import { formatDay } from '../../../math/calendar.ts'
import { bestUpTo, runOn } from '../../../measures/stages/stage-on-day.ts'
import type { Table } from '../../../report.ts'
import type { Run } from '../../../rollups/run.ts'
import { column, moneyExtra } from '../../columns.ts'
import { hasMoney, type StageBasis } from '../../stage-basis.ts'

/** A row per customer, by id. */
export function customersTable({ model, traces, history, summary }: StageBasis, run: Run): Table {
  const { stages } = model
  const { orders } = traces
  const runOf = (row: number) => runOn(history, row, history.asOf)
  const orderDays = (row: number) => entriesOf(row).filter(entry => orders.counts[entry]! > 0)
  const entriesOf = (row: number) =>
    Array.from(
      { length: orders.offsets[row + 1]! - orders.offsets[row]! },
      (_, i) => orders.offsets[row]! + i,
    )
  const dayOf = (entry: number | undefined) => (entry === undefined ? null : orders.days[entry]!)
  const lastOrder = (row: number) => dayOf(orderDays(row).at(-1))
  const sum = (row: number, values: ArrayLike<number>) =>
    entriesOf(row).reduce((total, entry) => total + values[entry]!, 0)
  const date = (day: number | null) => (day === null ? null : formatDay(day))
  const sinceLast = (row: number) => {
    const last = lastOrder(row)
    return last === null ? null : run.asOf - last
  }
  return {
    name: 'customers',
    title: 'Customers',
    rows: traces.customers,
    columns: [
      column('customer', 'text', row => traces.id(row)),
      column('stage', 'text', row => stages[history.stages[runOf(row)]!]!),
      column('stage_since', 'date', row => formatDay(history.starts[runOf(row)]!)),
      column('best_stage_ever', 'text', row => stages[bestUpTo(history, row, history.asOf)]!),
      column('stages_entered', 'integer', row => history.offsets[row + 1]! - history.offsets[row]!),
      column('orders', 'integer', row => sum(row, orders.counts)),
      column('first_order', 'date', row => date(dayOf(orderDays(row)[0]))),
      column('last_order', 'date', row => date(lastOrder(row))),
      column('days_since_last', 'integer', sinceLast, { unit: 'days' }),
      ...(hasMoney(summary, run)
        ? [
            column(
              'net_revenue',
              'money',
              row => run.money.toNumber(BigInt(sum(row, orders.amounts))),
              moneyExtra(run),
            ),
          ]
        : []),
    ],
  }
}
