/** A table for the typed formats, Parquet and Arrow: the values all formats carry, and the facts beside them. */

import { type Schema, schemaOf, type ValueTable } from '../batches/arrow-write.ts'
import type { Report, Table } from '../report.ts'
import { valueAt } from './cells.ts'
import { sidecarOf } from './meta.ts'

/** The key of the schema's metadata under which the facts of the run stand, as JSON. */
const FACTS_KEY = 'tenure'

export const valueTable = ({ rows, columns }: Table): ValueTable => ({
  rows,
  columns: columns.map(column => ({
    name: column.name,
    type: column.type,
    unit: column.unit,
    at: row => valueAt(column, row),
  })),
})

export const schemaWithFacts = (report: Report, table: Table): Schema =>
  schemaOf(valueTable(table), new Map([[FACTS_KEY, JSON.stringify(sidecarOf(report, table))]]))
