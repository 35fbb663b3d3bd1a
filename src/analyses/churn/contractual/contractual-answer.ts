/** Spells → movements by period → tables. */

import { noEnds } from '../../../errors/index.ts'
import { formatDay, periods } from '../../../math/calendar.ts'
import { RUNNING, type Spells } from '../../../rollups/spells.ts'
import type { Signups } from '../../../rollups/signups.ts'
import type { Run } from '../../../rollups/run.ts'
import type { Answer } from '../../analysis.ts'
import { breakdownGroups, breakdownNotes, brokenDown } from '../../breakdown.ts'
import { periodNotes } from '../../period-notes.ts'
import { reasonRequest, reasonsTable } from '../../reasons.ts'
import { contractualHeadline } from './contractual-headline.ts'
import type { ContractualOptions } from './contractual-flags.ts'
import { lasting, pickSpells } from './lasting.ts'
import { movements } from './movements.ts'
import { churnTable, type Reported, revenueTable } from './tables.ts'
import { thousands } from '../../../math/thousands.ts'

export interface ContractualSummaries {
  readonly spells: Spells
  readonly signups: Signups
}

/** Pure; a UserError where nothing says when anything ended. */
export const contractualAnswer: Answer<ContractualOptions, ContractualSummaries> = {
  specs: () => ({
    spells: { rollup: 'spells', options: null },
    signups: { rollup: 'signups', options: null },
  }),
  attributes: reasonRequest,
  report({ spells, signups }, run, options, attributes) {
    if (!spells.hasEnd && options.covers === null) throw noEnds()
    const counted = lasting(spells, { covers: options.covers, pauseDays: options.pause })
    const groups = breakdownGroups({ ...attributes, columns: options.by }, counted, options)
    const reported = (customers: Uint32Array | null) =>
      reportedMovements(pickSpells(counted, customers), signups, run, options)
    const isLost = (customer: number) =>
      counted.ends
        .subarray(counted.offsets[customer]!, counted.offsets[customer + 1]!)
        .every(end => end <= run.asOf)
    const revenue = brokenDown(groups, customers => revenueTable(reported(customers), run))
    return {
      tables: [
        brokenDown(groups, customers => churnTable(reported(customers))),
        ...(run.hasAmount ? [revenue] : []),
        ...reasonsTable(attributes, counted, options, isLost),
      ],
      notes: [
        ...notesOf(spells, run, options),
        ...(signups.isKnown ? [ACQUIRED_NOTE] : []),
        ...periodNotes(periods(options.period), run, options),
        ...breakdownNotes(groups, attributes, counted),
      ],
      headline: () => contractualHeadline(reported(null), counted, run.hasAmount),
    }
  },
}

const ACQUIRED_NOTE =
  'New is who was acquired (--acquired) in the period of their first subscription in the export; who was acquired before it counts as reactivated.'

function reportedMovements(
  spells: Spells,
  signups: Signups,
  run: Run,
  options: ContractualOptions,
): Reported {
  const calendar = periods(options.period)
  const { firstDay, asOf } = run
  const first = calendar.indexOf(firstDay)
  const lookup = Int32Array.from(
    { length: asOf - firstDay + 1 },
    (_, i) => calendar.indexOf(firstDay + i) - first,
  )
  const count = lookup.at(-1)! + 1
  const periodOf = (day: number) => (day > asOf ? count : lookup[day - firstDay]!)
  const rows = reportedRows(calendar, first, count, options)
  const settledUpTo = asOf - options.pause
  const isKnownBefore = (customer: number, firstStart: number) => {
    const day = signups.dayOf(spells.id(customer))
    return day !== null && calendar.indexOf(day) < calendar.indexOf(firstStart)
  }
  const known = signups.isKnown ? { isKnownBefore } : {}
  const found = movements(spells, { periods: count, periodOf, ...known })
  return { calendar, first, rows, found, minN: options.minN, settledUpTo }
}

function reportedRows(
  calendar: ReturnType<typeof periods>,
  first: number,
  count: number,
  { since, until }: ContractualOptions,
): number[] {
  return Array.from({ length: count }, (_, row) => row).filter(row => {
    const start = calendar.start(first + row)
    return start >= (since ?? start) && start <= (until ?? start)
  })
}

function notesOf({ ends, leftOut }: Spells, { asOf }: Run, { pause, covers }: ContractualOptions): string[] {
  const later = ends.reduce((total, end) => total + (end > asOf && end !== RUNNING ? 1 : 0), 0)
  const facts: [amount: number, text: string][] = [
    [
      later,
      `subscriptions that end after ${formatDay(asOf)} count as running; --as-of says which day is the last`,
    ],
    [leftOut.endsBeforeStart, 'rows left out: they end before they start'],
    [leftOut.withoutCustomer, 'rows left out: they have no customer'],
    [leftOut.refunds, 'rows left out: they give money back'],
  ]
  const notes = facts
    .filter(([amount]) => amount > 0)
    .map(([amount, text]) => `${thousands(amount)} ${text}.`)
  if (pause > 0)
    notes.push(`Gaps of up to ${pause} days are pauses; a period is complete ${pause} days after its end.`)
  if (covers !== null)
    notes.push('Every row without an end is a payment; amounts are what they come to by month.')
  return notes
}
