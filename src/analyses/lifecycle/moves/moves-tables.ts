/** Tables `moves`, `flows` and `entries`: the matrix, what comes into and leaves each stage, and who comes back to it. */

import { formatDay } from '../../../math/calendar.ts'
import type { Table } from '../../../report.ts'
import { column, rateColumns } from '../../columns.ts'
import type { Entries, Transitions } from './transitions.ts'

/** Whoever has no row by the first date. */
export const NOT_YET_NAME = 'not_yet'

export const sum = (values: ArrayLike<number>) =>
  Array.from(values).reduce((total, value) => total + value, 0)

/** A row per stage left and stage reached, all pairs of dates together. */
export function movesTable(pairs: readonly Transitions[], stages: readonly string[], minN: number): Table {
  const names = [...stages, NOT_YET_NAME]
  const counts = names.map((_, from) =>
    stages.map((_, to) => pairs.reduce((total, pair) => total + pair.counts[from]![to]!, 0)),
  )
  const fromOf = (row: number) => Math.floor(row / stages.length)
  const toOf = (row: number) => row % stages.length
  const hits = (row: number) => counts[fromOf(row)]![toOf(row)]!
  // Nobody knows how many there are who have no row yet.
  const trials = (row: number) => (fromOf(row) === stages.length ? null : sum(counts[fromOf(row)]!))
  return {
    name: 'moves',
    title: `Moves ${datesText(pairs)}`,
    rows: names.length * stages.length,
    columns: [
      column('from', 'text', row => names[fromOf(row)]!),
      column('to', 'text', row => stages[toOf(row)]!),
      column('customers', 'integer', hits),
      column('customers_from', 'integer', trials),
      ...rateColumns('rate', { numerator: hits, denominator: trials }),
      column('low_n', 'boolean', row => (trials(row) ?? 0) < minN),
    ],
    picture: { kind: 'flow', from: 'from', to: 'to', value: 'customers' },
    pivot: { rows: 'from', beside: ['customers_from'], columns: 'to', values: 'customers', shade: true },
    caption: 'rate = customers / customers_from; not_yet: customers without a row by the first date.',
  }
}

function datesText(pairs: readonly Transitions[]): string {
  const [first, last] = [formatDay(pairs[0]!.from), formatDay(pairs.at(-1)!.to)]
  return pairs.length === 1
    ? `from ${first} to ${last}`
    : `in ${pairs.length} periods from ${first} to ${last}`
}

/** A row per stage and pair of dates: never only the net change. */
export function flowsTable(pairs: readonly Transitions[], stages: readonly string[]): Table {
  const pairOf = (row: number) => pairs[Math.floor(row / stages.length)]!
  const stageOf = (row: number) => row % stages.length
  const atStart = (row: number) => sum(pairOf(row).counts[stageOf(row)]!)
  const stayed = (row: number) => pairOf(row).counts[stageOf(row)]![stageOf(row)]!
  const first = (row: number) => pairOf(row).counts[stages.length]![stageOf(row)]!
  const atEnd = (row: number) => sum(pairOf(row).counts.map(counts => counts[stageOf(row)]!))
  return {
    name: 'flows',
    title: 'What comes into each stage and what leaves it',
    rows: pairs.length * stages.length,
    columns: [
      column('date_from', 'date', row => formatDay(pairOf(row).from)),
      column('date_to', 'date', row => formatDay(pairOf(row).to)),
      column('stage', 'text', row => stages[stageOf(row)]!),
      column('at_start', 'integer', atStart),
      column('leavers', 'integer', row => atStart(row) - stayed(row)),
      column('entrants', 'integer', row => atEnd(row) - stayed(row) - first(row)),
      column('first_seen', 'integer', first),
      column('at_end', 'integer', atEnd),
      ...rateColumns('leaving_rate', { numerator: row => atStart(row) - stayed(row), denominator: atStart }),
    ],
    glance: 2 * stages.length,
    caption:
      'at_end = at_start - leavers + entrants + first_seen; entrants come from another stage, first_seen are new to the export.',
  }
}

/** A row per stage, of daily states. */
export function entriesTable({ customers, entries, returned }: Entries, stages: readonly string[]): Table {
  return {
    name: 'entries',
    title: 'Stages entered, and entered again',
    rows: stages.length,
    columns: [
      column('stage', 'text', row => stages[row]!),
      column('customers', 'integer', row => customers[row]!),
      column('entries', 'integer', row => entries[row]!),
      column('loops', 'integer', row => entries[row]! - customers[row]!, { unit: 'entries' }),
      column('customers_returned', 'integer', row => returned[row]!),
      ...rateColumns('returned_rate', {
        numerator: row => returned[row]!,
        denominator: row => customers[row]!,
      }),
    ],
    caption:
      'On all days between the first and the last date: entries of customers who were in the stage before are loops; ' +
      'returned_rate = customers_returned / customers.',
  }
}
