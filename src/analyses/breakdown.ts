/** Tables by group: what is fitted is fitted to everybody, then the rows are those of each group. */

import { attributeColumns, customersMissing } from '../measures/attribute-columns.ts'
import { type Groups, groupsOf, NO_VALUE, OTHER } from '../measures/groups.ts'
import type { Column, Picture, Table } from '../report.ts'
import type { Attributes, AttributeSource } from '../rollups/attributes.ts'
import type { Histories } from '../rollups/histories.ts'
import type { BreakdownOptions } from './breakdown-flags.ts'
import { column } from './columns.ts'
import { thousands } from '../math/thousands.ts'

type Customers = Pick<Histories, 'customers' | 'id'>

/** The groups of --by; null where nothing is asked for. */
export function breakdownGroups(
  attributes: Attributes,
  histories: Customers,
  { maxGroups }: BreakdownOptions,
): Groups | null {
  if (attributes.columns.length === 0) return null
  return groupsOf(attributeColumns(attributes, histories), histories.customers, maxGroups)
}

/**
 * The table that `build` makes of all customers (null), or without gaps those that it makes of the customers of each
 * group, one under the other, with the group's values in front.
 */
export function brokenDown(groups: Groups | null, build: (customers: Uint32Array | null) => Table): Table {
  if (groups === null) return build(null)
  const parts = groups.members.map(build)
  const first = parts[0] ?? build(new Uint32Array(0))
  const ends: number[] = []
  for (const { rows } of parts) ends.push((ends.at(-1) ?? 0) + rows)
  const groupOf = groupFinder(ends)
  const within = (row: number, group: number) => row - (group === 0 ? 0 : ends[group - 1]!)
  const stacked = first.columns.map((own, index): Column => {
    const at = (row: number) => parts[groupOf(row)]!.columns[index]!.at(within(row, groupOf(row)))
    return { ...own, at }
  })
  const front = groupColumns(groups, groupOf, first.columns)
  const names = front.map(({ name }) => name)
  const { picture, ...table } = first
  return {
    ...table,
    ...pictureBy(picture, names),
    title: `${first.title.replace(/ of [\d,]+ customers?$/, '')}, by ${groups.columns.join(' and ')}`,
    rows: ends.at(-1) ?? 0,
    columns: [...front, ...stacked],
    keys: front.length + (first.keys ?? 1),
    ...(first.pivot ? { pivot: { ...first.pivot, by: [...names, ...(first.pivot.by ?? [])] } } : {}),
  }
}

/** A curve or sparkline for each group; bars of moves would not say whose they are. */
function pictureBy(picture: Picture | undefined, names: readonly string[]): Pick<Table, 'picture'> {
  if (!picture || picture.kind === 'flow') return {}
  return { picture: { ...picture, by: [...names, ...(picture.by ?? [])] } }
}

/** Row → group; rows are asked for in order, so the last answer is looked at first. */
function groupFinder(ends: readonly number[]): (row: number) => number {
  let group = 0
  return row => {
    if (row < (ends[group - 1] ?? 0)) group = 0
    while (row >= ends[group]!) group++
    return group
  }
}

/** A column for each of --by, named as it is, unless the table has such a column already. */
export function groupColumns(
  { columns, names }: Groups,
  groupOf: (row: number) => number,
  others: readonly Column[],
): Column[] {
  const taken = new Set(others.map(({ name }) => name))
  return columns.map((name, index) =>
    column(taken.has(name) ? `by_${name}` : name, 'text', row => names[groupOf(row)]![index]!),
  )
}

/** A table with a row for each customer, the group's values in front; row → place in the histories, itself unless given. */
export function withGroups(groups: Groups | null, table: Table, places?: ArrayLike<number>): Table {
  if (groups === null) return table
  const groupOf = (row: number) => groups.of[places ? places[row]! : row]!
  const front = groupColumns(groups, groupOf, table.columns)
  return { ...table, keys: front.length + (table.keys ?? 1), columns: [...front, ...table.columns] }
}

/** How the groups were made, one sentence each; none where there are none. */
export function breakdownNotes(
  groups: Groups | null,
  attributes: Attributes,
  histories: Customers,
): string[] {
  if (groups === null) return []
  const notes = attributeNotes(attributes, histories, NO_VALUE)
  if (groups.merged > 0) {
    notes.push(
      `The ${thousands(groups.merged)} smallest groups are ${OTHER}; --max-groups N names more than ${thousands(groups.names.length - 1)}.`,
    )
  }
  notes.push(
    'Scores, thresholds and models are those of all customers together; the groups part their rows and add up to the whole.',
  )
  return notes
}

/** Where each column comes from, and how many customers it says nothing of; `none` is what stands there. */
export const attributeNotes = ({ sources }: Attributes, histories: Customers, none: string): string[] =>
  sources.map(source => sourceNote(source, histories, none))

function sourceNote({ from, values }: AttributeSource, histories: Customers, none: string): string {
  const what = values.columns.join(', ')
  if ('order' in from) {
    return `${what}: as the export has it in the row of the customer's ${from.order} order by time, file and row; ${none} where that cell is empty.`
  }
  const missing = customersMissing(values, histories)
  const without = from.withoutId > 0 ? ` Its rows without an id, left out: ${thousands(from.withoutId)}.` : ''
  return `${what}: from ${from.file}, which has ${thousands(values.customers)} customers; customers of the export that it lacks, ${none}: ${thousands(missing)}.${without}`
}
