/** The report as GitHub flavoured Markdown: every row of every table, then the facts. Streamed. */

import type { Report, Table } from '../report.ts'
import { factLines } from './facts.ts'
import type { GridColumn } from './cells.ts'
import { gridOf } from './grid.ts'
import { plainText } from './plain-text.ts'
import type { Renderer } from './renderer.ts'
import { tablesForPeople } from './tables.ts'
import { writeText } from './write.ts'

export const renderMarkdown: Renderer = (report, sink, { table, unicode }) =>
  writeText(sink, pieces(report, tablesForPeople(report, table), unicode ? '–' : '-'))

function* pieces(report: Report, tables: readonly Table[], empty: string): Generator<string> {
  for (const table of tables) yield* tablePieces(table, empty)
  for (const line of factLines(report)) yield `- ${escaped(line)}\n`
}

function* tablePieces(table: Table, empty: string): Generator<string> {
  const grid = gridOf(table, empty)
  yield `## ${escaped(table.title)}\n\n`
  yield line(grid.columns.map(heading))
  yield line(grid.columns.map(({ isNumber }) => (isNumber ? '---:' : ':---')))
  for (let row = 0; row < grid.rows; row++)
    yield line(grid.row(row).map(({ text }) => escaped(text.trimEnd())))
  yield '\n'
  for (const below of [...grid.legend, ...(table.caption ? [table.caption] : [])])
    yield `${escaped(below)}\n\n`
}

const heading = ({ name, unit }: GridColumn) => escaped(unit === '' ? name : `${name} (${unit})`)

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Addresses that GitHub makes a link of without being asked. */
const BARE_LINK = /(?<=\b(?:https?|ftp|mailto|xmpp)):|(?<=\bwww)\./gi

/** What begins a heading, a list or a rule where it begins a line. */
const LINE_START = /^(\s*)(#|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))/

/**
 * Text that Markdown shows as it is: no markup, no HTML, no link, no end of a cell or line. Underscores inside words
 * are left.
 */
function escaped(text: string): string {
  return plainText(text)
    .replace(/[\\`*[\]~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(BARE_LINK, '\\$&')
    .replace(LINE_START, (_all, space: string, start: string) =>
      /\d/.test(start) ? `${space}${start}\\` : `${space}\\${start}`,
    )
    .replace(/[&<>]/g, sign => HTML[sign] ?? sign)
}
