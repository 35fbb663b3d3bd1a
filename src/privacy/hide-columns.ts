/** Columns of an answer that are hashed, or that are not written at all. */

import { hiddenColumnUnknown, hiddenTwice } from '../errors/index.ts'
import type { Column, Report, Table } from '../report.ts'

export interface Hiding {
  readonly hash: readonly string[]
  readonly drop: readonly string[]
  /** Text → what is written in its place. */
  hashed(text: string): string
}

/** A UserError where no table has a column of that name. Examples of bad rows hold cells as they are, and go too. */
export function hideColumns(report: Report, hiding: Hiding): Report {
  const { hash, drop } = hiding
  if (hash.length + drop.length === 0) return report
  const names = [...new Set(report.tables.flatMap(({ columns }) => columns.map(({ name }) => name)))]
  checkHidden(names, hiding)
  const inputs = report.facts.inputs.map(input => ({ ...input, examples: [] }))
  const tables = report.tables
    .map(table => hiddenIn(table, hiding))
    .filter(({ columns }) => columns.length > 0)
  return { ...report, facts: { ...report.facts, inputs }, tables }
}

export function checkHidden(names: readonly string[], { hash, drop }: Hiding): void {
  for (const [flag, columns] of Object.entries({ hash, drop })) {
    for (const column of columns) if (!names.includes(column)) throw hiddenColumnUnknown(flag, column, names)
  }
  const both = hash.find(column => drop.includes(column))
  if (both !== undefined) throw hiddenTwice(both)
}

function hiddenIn(table: Table, { hash, drop, hashed }: Hiding): Table {
  const columns = table.columns
    .filter(({ name }) => !drop.includes(name))
    .map(column => (hash.includes(column.name) ? hashedColumn(column, hashed) : column))
  if (columns.length === table.columns.length) return { ...table, columns }
  // What is drawn may be drawn of a column that is gone.
  const { pivot: _, picture: __, ...rest } = table
  return { ...rest, columns }
}

const hashedColumn = ({ name, at }: Column, hashed: Hiding['hashed']): Column => ({
  name,
  type: 'text',
  at: row => {
    const cell = at(row)
    return cell === null ? null : hashed(String(cell))
  },
})
