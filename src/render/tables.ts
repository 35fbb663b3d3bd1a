/** Which tables of a report a format carries: --table NAME, or all of them, or the first. */

import { unknownTable } from '../errors/index.ts'
import type { Report, Table } from '../report.ts'

/** The one table of a format that carries one: that of --table, by default the report's first. */
export function theTable(report: Report, name: string | null): Table {
  const [table] = chosenTables(report, name)
  if (!table) throw new Error(`${report.command} reports no table`)
  return table
}

/** All tables, or only that of --table; a name the report does not have is a UserError that lists them. */
export function chosenTables({ tables }: Report, name: string | null): readonly Table[] {
  if (name === null) return tables
  const table = tables.find(one => one.name === name)
  if (!table) {
    throw unknownTable(
      name,
      tables.map(one => one.name),
    )
  }
  return [table]
}

/** The same for people, who are spared the tables that only machines want unless they name one. */
export const tablesForPeople = (report: Report, name: string | null): readonly Table[] =>
  chosenTables(report, name).filter(({ forMachines }) => name !== null || !forMachines)
