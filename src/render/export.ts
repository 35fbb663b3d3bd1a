/** Every format that rows can be written in as they are, for `convert` and `sample`. Register a new one here. */

import { unknownEnding } from '../errors/index.ts'
import type { Delimiter } from './delimited.ts'
import { EXPORT_FORMATS, type Exporter, type ExportFormat } from './exporter.ts'

export interface ExportEntry {
  readonly endings: readonly string[]
  /** `isSafe`: in formats of text nothing is left that a spreadsheet would run. */
  load(isSafe?: boolean): Promise<Exporter>
}

const textExporter =
  (delimiter: Delimiter) =>
  async (isSafe = false): Promise<Exporter> =>
    (await import('./export-text.ts')).delimitedExporter(delimiter, isSafe)

export const exportFormats = {
  csv: { endings: ['.csv'], load: textExporter(',') },
  tsv: { endings: ['.tsv', '.tab'], load: textExporter('\t') },
  parquet: { endings: ['.parquet'], load: async () => (await import('./parquet.ts')).writeParquet },
  arrow: {
    endings: ['.arrow', '.feather', '.ipc'],
    load: async () => (await import('./arrow.ts')).writeArrow,
  },
} as const satisfies Record<ExportFormat, ExportEntry>

/** The format a path's ending names; a UserError (exit 2) that lists the endings where it names none. */
export function exportFormatOf(path: string): ExportFormat {
  const name = path.toLowerCase()
  const format = EXPORT_FORMATS.find(one => exportFormats[one].endings.some(ending => name.endsWith(ending)))
  if (!format) {
    throw unknownEnding(
      path,
      EXPORT_FORMATS.flatMap(one => exportFormats[one].endings),
    )
  }
  return format
}
