/** The checks of a report, as formats for CI services see them. */

import { notOfChecks } from '../../errors/index.ts'
import type { Cell, Report, Table } from '../../report.ts'
import { valueAt } from '../cells.ts'

export type Row = Readonly<Record<string, Cell>>

export interface Checks {
  readonly checks: readonly Row[]
  readonly violations: readonly Row[]
}

/** A UserError where the report is of no checks. */
export function checksOf(report: Report, format: string): Checks {
  const table = (name: string) => report.tables.find(one => one.name === name)
  const [checks, violations] = [table('checks'), table('violations')]
  if (!checks || !violations) throw notOfChecks(format, report.command)
  return { checks: rowsOf(checks), violations: rowsOf(violations) }
}

const rowsOf = ({ columns, rows }: Table): Row[] =>
  Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(columns.map(column => [column.name, valueAt(column, row)])),
  )

/** "type of amount", or the code alone. */
export const nameOf = ({ code, column }: Row) => (column === null ? `${code}` : `${code} of ${column}`)

/** The line of a row in a text file whose cells hold no line breaks: the header is line 1. */
export const lineOf = ({ row }: Row) => (typeof row === 'number' ? row + 1 : 1)
