/** Which rows of a file may be left unread: those that the filter leaves out, where no other reason would count more. */

import type { Filter } from '../batches/filter.ts'
import type { InputOptions } from './input-options.ts'
import type { OpenFile } from './open-file.ts'
import type { PlainUnneeded, UsedRows } from './other-threads.ts'
import type { Plan } from './plan-file.ts'
import type { Unneeded } from './reader.ts'
import { comparesRows } from './repeated-rows.ts'
import type { Tally } from './tally.ts'

/** Null where every row must be looked at: each bad one is told of, or rows are left out by what they are. */
export function unneededOf(
  { rules }: OpenFile,
  { plan }: Plan,
  filter: Filter,
  options: InputOptions,
  tally: Tally,
): Unneeded | null {
  const { strict, keepOriginals } = options
  const { time, money, excluded } = plan!
  if (
    strict ||
    keepOriginals ||
    comparesRows(options) ||
    excluded ||
    rules.leaveOut.length > 0 ||
    time === null
  )
    return null
  const isEmpty = filter.before === undefined && filter.since === undefined && !filter.where?.length
  if (isEmpty) return null
  // An amount that is missing makes a bad row; a quantity may be missing beside an amount.
  const numbers = money.amount ? [money.amount] : [money.price, money.quantity]
  return {
    filter,
    time: time.column,
    full: [time.column, ...numbers.flatMap(column => (column ? [column.name] : []))],
    onUnread: (rows, reason) => tally.addUsed(unreadRows(rows, reason)),
  }
}

/** What became of rows that were not read, and why. */
export const unreadRows = (rows: number, reason: string): UsedRows => ({
  rowsRead: rows,
  rowsUnread: rows,
  rowsUsed: 0,
  leftOut: new Map([[reason, rows]]),
  bad: [],
})

/** As plain data that crosses to another thread. */
export const plainUnneeded = (unneeded: Unneeded | null): PlainUnneeded | null =>
  unneeded && { filter: unneeded.filter, time: unneeded.time, full: unneeded.full }
