/** What was seen, as a report. */

import type { Report } from '../../report.ts'
import type { CommandContext } from '../context.ts'
import { findingsOf } from './findings.ts'
import type { Look } from './look.ts'
import { suggestions } from './next.ts'
import {
  columnsTable,
  filesTable,
  findingsTable,
  nextTable,
  readingsTable,
  rolesTable,
  summaryTable,
} from './tables.ts'

/** Pure: the same look and context give the same report. */
export function reportOf(look: Look, context: CommandContext): Report {
  const findings = findingsOf(look)
  const { facts } = look.run
  return {
    command: 'inspect',
    options: context.stated,
    tables: [
      summaryTable(look, findings),
      filesTable(look),
      rolesTable(look),
      readingsTable(look),
      columnsTable(look),
      findingsTable(findings),
      nextTable(suggestions(look, findings, context)),
    ],
    facts: { ...facts, asOf: look.columnOf('time') === null ? null : facts.asOf },
    notes: look.notes,
  }
}
