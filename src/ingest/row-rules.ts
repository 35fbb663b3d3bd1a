/** What a preset and the user say of the rows of one file: which are no sales, which give money back. */

import type { Reading } from '../report.ts'
import type { Binding } from './bind-roles.ts'
import type { InputOptions } from './input-options.ts'
import { type LeaveOutRule, plainValue } from './leave-out.ts'
import { columnFor } from './presets/index.ts'
import type { ColumnTest, Preset } from './presets/preset.ts'

export interface RowRules {
  readonly leaveOut: readonly LeaveOutRule[]
  /** Rows whose cell of that column has one of those values give money back. */
  readonly refundRows: { readonly column: string; readonly values: ReadonlySet<string> } | null
  /** The column of money given back, beside what was paid; null too where the user names the amount. */
  readonly refunded: string | null
  /** What the amount of a row is, where the preset knows it. */
  readonly amountIs: 'order' | null
  readonly readings: readonly Reading[]
}

interface RuledFile {
  readonly columns: readonly string[]
  readonly bindings: readonly Binding[]
  readonly preset: Preset | null
  /** Every event counts, not only the sales. */
  readonly allEvents: boolean
}

export function rowRulesOf(
  { columns, bindings, preset, allEvents }: RuledFile,
  { statusKeep }: InputOptions,
): RowRules {
  const status = bindings.find(({ role }) => role === 'status')?.column ?? null
  const leaveOut: LeaveOutRule[] = []
  if (statusKeep && status !== null) {
    leaveOut.push({ column: status, values: new Set(statusKeep.map(plainValue)), keeps: true, reason: null })
  }
  const add = ({ column: name, is, reason }: ColumnTest, keeps = false) => {
    const column = columnFor(columns, [name])
    // What the user says of the status replaces what the preset knows of it.
    if (column === null || (statusKeep && column === status)) return
    const values = is === 'filled' ? null : new Set(is)
    leaveOut.push({ column, values, keeps, reason: reason ?? null })
  }
  for (const test of preset?.notSold ?? []) add(test)
  if (preset?.sales && !allEvents) add({ ...preset.sales, reason: 'events that are no sales' }, true)
  const money = bindings.find(({ role }) => role === 'amount')
  const isKnown = money !== undefined && money.source === 'guessed'
  return {
    leaveOut,
    refundRows: refundRowsOf(columns, preset),
    amountIs: isKnown ? (preset?.amountIs ?? null) : null,
    refunded: isKnown ? columnFor(columns, preset?.refunded ?? []) : null,
    readings: leaveOut.map(rule => readingOf(rule, statusKeep !== null && rule.column === status, preset)),
  }
}

function refundRowsOf(columns: readonly string[], preset: Preset | null): RowRules['refundRows'] {
  if (!preset?.refunds || preset.refunds.is === 'filled') return null
  const column = columnFor(columns, [preset.refunds.column])
  return column === null ? null : { column, values: new Set(preset.refunds.is) }
}

/** "left out by Financial Status = pending, voided". */
function readingOf(
  { column, values, keeps }: LeaveOutRule,
  isGiven: boolean,
  preset: Preset | null,
): Reading {
  const listed = values === null ? 'any value' : [...values].join(', ')
  return {
    what: `left out by ${column}`,
    value: keeps ? `all but ${listed}` : listed,
    source: isGiven ? 'given' : 'guessed',
    why: isGiven ? '--status-keep' : `preset ${preset?.name}`,
  }
}
