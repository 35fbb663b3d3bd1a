/** Tables of what was tried on the customer, one after the other: segments, tiers, stages. */

import { column } from '../../analyses/columns.ts'
import { formatDay } from '../../math/calendar.ts'
import type { Table } from '../../report.ts'
import type { RuleMeasure } from '../../rules/match-rules.ts'
import type { Rule } from '../../rules/rule-file.ts'

export interface Tried {
  readonly name: string
  /** What it asks for. */
  readonly rule: string
  /** What the customer has of that. */
  readonly has: string
  readonly fits: boolean
}

/** `noun` heads the names: segment, tier, stage. */
export function triedTable(
  table: Pick<Table, 'name' | 'title' | 'caption' | 'hidden'>,
  noun: string,
  tried: readonly Tried[],
  taken: number,
): Table {
  return {
    ...table,
    rows: tried.length,
    columns: [
      column(noun, 'text', row => tried[row]!.name),
      column('rule', 'text', row => tried[row]!.rule),
      column('customer_has', 'text', row => tried[row]!.has),
      column('fits', 'boolean', row => tried[row]!.fits),
      column('taken', 'boolean', row => row === taken),
    ],
    show: 'wrap',
  }
}

/** The customer's own values of what a rule compares. */
export function hasText({ when }: Rule, measures: readonly RuleMeasure[], place: number): string {
  const names = [...new Set(when.map(one => one.column))]
  return names
    .map(
      name =>
        `${name} ${valueText(
          measures.find(one => one.name === name),
          place,
        )}`,
    )
    .join(', ')
}

function valueText(measure: RuleMeasure | undefined, place: number): string {
  const value = measure?.at(place) ?? null
  if (value === null) return 'nothing'
  return measure!.kind === 'date' ? formatDay(value as number) : String(value)
}
