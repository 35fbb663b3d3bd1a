/** Every format that rows can be written in as they are, for `convert` and `sample`. Register a new one here. */

import { unknownEnding } from '../errors/index.ts'
import { EXPORT_FORMATS, type Exporter, type ExportFormat } from './exporter.ts'

export interface ExportEntry {
  readonly endings: readonly string[]
  load(): Promise<Exporter>
}

export const exportFormats = {
  csv: { endings: ['.csv'], load: async () => (await import('./export-text.ts')).exportCsv },
  tsv: { endings: ['.tsv', '.tab'], load: async () => (await import('./export-text.ts')).exportTsv },
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
