/** Every format a report can be written in. Register a new one here and nowhere else; its name is in FORMATS. */

import { unknownEnding } from '../errors/index.ts'
import { FORMATS, type Format, type Renderer } from './renderer.ts'

export interface FormatEntry {
  /** File endings by which --output chooses the format; the first is the one to recommend. */
  readonly endings: readonly string[]
  /** True where a file holds one table, which --table picks. */
  readonly carriesOneTable: boolean
  /** True where the facts of the run are not in the format itself: they go to standard error or OUT.meta.json. */
  readonly leavesFactsOut: boolean
  /** The renderer, imported when it is needed: Arrow and Parquet cost more than starting Node. */
  load(): Promise<Renderer>
}

export const renderers = {
  table: {
    endings: ['.txt'],
    carriesOneTable: false,
    leavesFactsOut: false,
    load: async () => (await import('./table.ts')).renderTable,
  },
  csv: {
    endings: ['.csv'],
    carriesOneTable: true,
    leavesFactsOut: true,
    load: async () => (await import('./csv.ts')).renderCsv,
  },
  json: {
    endings: ['.json'],
    carriesOneTable: false,
    leavesFactsOut: false,
    load: async () => (await import('./json.ts')).renderJson,
  },
  ndjson: {
    endings: ['.ndjson', '.jsonl'],
    carriesOneTable: true,
    leavesFactsOut: true,
    load: async () => (await import('./ndjson.ts')).renderNdjson,
  },
  markdown: {
    endings: ['.md'],
    carriesOneTable: false,
    leavesFactsOut: false,
    load: async () => (await import('./markdown.ts')).renderMarkdown,
  },
  parquet: {
    endings: ['.parquet'],
    carriesOneTable: true,
    leavesFactsOut: false,
    load: async () => (await import('./parquet.ts')).renderParquet,
  },
  arrow: {
    endings: ['.arrow', '.feather', '.ipc'],
    carriesOneTable: true,
    leavesFactsOut: false,
    load: async () => (await import('./arrow.ts')).renderArrow,
  },
  junit: {
    endings: ['.xml'],
    carriesOneTable: false,
    leavesFactsOut: true,
    load: async () => (await import('./checks/junit.ts')).renderJunit,
  },
  sarif: {
    endings: ['.sarif'],
    carriesOneTable: false,
    leavesFactsOut: true,
    load: async () => (await import('./checks/sarif.ts')).renderSarif,
  },
  github: {
    endings: ['.annotations'],
    carriesOneTable: false,
    leavesFactsOut: true,
    load: async () => (await import('./checks/github.ts')).renderGithub,
  },
} as const satisfies Record<Format, FormatEntry>

/** The format a path's ending names; a UserError (exit 2) that lists the endings where it names none. */
export function formatOf(path: string): Format {
  const name = path.toLowerCase()
  const format = FORMATS.find(one => renderers[one].endings.some(ending => name.endsWith(ending)))
  if (!format) {
    throw unknownEnding(
      path,
      FORMATS.flatMap(one => renderers[one].endings),
    )
  }
  return format
}

/** --format where given, else by the ending of --output, else a table on a terminal and CSV in a pipe. */
export function chooseFormat(given: Format | null, output: string | null, isTerminal: boolean): Format {
  if (given !== null) return given
  if (output !== null && output !== '-') return formatOf(output)
  return isTerminal ? 'table' : 'csv'
}
