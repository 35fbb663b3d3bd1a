/** What a report says of itself, in the documented JSON shape that every machine format shares (docs/output.md). */

import type { InputFacts, Reading, Report, Table } from '../report.ts'
import { toolVersion } from '../version.ts'

/** Raised when a reader of the JSON would have to change; new keys do not raise it. */
export const JSON_FORMAT = 1

/** The mark a reader recognises the file by. */
export const stamp = () => ({ format: JSON_FORMAT, version: toolVersion() })

/** Command, options and the facts of the run, keyed in snake_case. */
export function metaOf({ command, options, facts }: Report) {
  return {
    command,
    options,
    version: toolVersion(),
    as_of: facts.asOf,
    as_of_given: facts.asOfGiven,
    time_zone: facts.timeZone,
    time_zone_given: facts.timeZoneGiven,
    currency: facts.currency,
    inputs: facts.inputs.map(inputMeta),
    readings: facts.readings.map(readingMeta),
    history_cut: facts.historyCut,
  }
}

/** Title and typed columns of a table: all there is to know of it but its rows. */
export function tableMeta({ title, caption, rows, columns }: Table) {
  return {
    title,
    caption: caption ?? null,
    row_count: rows,
    columns: columns.map(({ name, type, unit }) => ({ name, type, unit: unit ?? null })),
  }
}

/** What goes beside the rows of one table: into OUT.meta.json, and into the metadata of Parquet and Arrow. */
export function sidecarOf(report: Report, table: Table) {
  return {
    tenure: stamp(),
    meta: metaOf(report),
    table: { name: table.name, ...tableMeta(table) },
    notes: report.notes,
  }
}

const readingMeta = ({ what, value, source, why, file }: Reading) => ({
  what,
  value,
  source,
  why,
  ...(file === undefined ? {} : { file }),
})

function inputMeta(input: InputFacts) {
  return {
    file: input.file,
    format: input.format,
    rows_read: input.rowsRead,
    rows_used: input.rowsUsed,
    left_out: input.leftOut,
    set_aside: input.setAside,
    examples: input.examples,
  }
}
