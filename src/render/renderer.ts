/** What a renderer is: a report goes in, bytes of one format go to a sink. */

import type { Writable } from 'node:stream'
import type { Report } from '../report.ts'

/** The names --format takes, in help order. */
export const FORMATS = [
  'table',
  'csv',
  'json',
  'ndjson',
  'markdown',
  'parquet',
  'arrow',
  // Of checks alone: `tenure validate`.
  'junit',
  'sarif',
  'github',
] as const
export type Format = (typeof FORMATS)[number]

/** How people see an answer; formats for machines heed `table` alone. */
export interface Style {
  /** Columns of the terminal; no line is longer. */
  readonly width: number
  readonly color: boolean
  /** False where only ASCII can be trusted: frames, dashes and ellipses are then drawn with it. */
  readonly unicode: boolean
  /** The choice of --table: one table; null is all of them, or the first where a format carries one. */
  readonly table: string | null
  /** Rows shown of each table. */
  readonly maxRows: number
  /** Whether pictures are drawn under tables: somebody looks at a terminal. */
  readonly pictures?: boolean
}

/** Writes the report and resolves when the sink has taken every byte; it does not end the sink. */
export type Renderer = (report: Report, sink: Writable, style: Style) => Promise<void>
