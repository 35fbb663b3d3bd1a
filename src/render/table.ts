/** The report for a person at a terminal: framed tables, then the facts they rest on. */

import type { Report, Table } from '../report.ts'
import { factLines } from './facts.ts'
import { type Frame, frame } from './frame.ts'
import { type Grid, gridOf } from './grid.ts'
import { type Ink, inkOf } from './ink.ts'
import { pictureLines } from './picture.ts'
import { plainText } from './plain-text.ts'
import type { Renderer, Style } from './renderer.ts'
import { tablesForPeople } from './tables.ts'
import { wrap } from './width.ts'
import { writeText } from './write.ts'
import { thousands } from '../math/thousands.ts'

export const renderTable: Renderer = (report, sink, style) => writeText(sink, pieces(report, style))

function* pieces(report: Report, style: Style): Generator<string> {
  const ink = inkOf(style)
  for (const table of tablesForPeople(report, style.table)) yield* tablePieces(table, ink, style)
  yield wrapped(factLines(report), style.width, ink.faint)
}

function* tablePieces(table: Table, ink: Ink, { width, maxRows, pictures }: Style): Generator<string> {
  const grid = gridOf(table, ink.empty)
  const rows = Math.min(grid.rows, maxRows, table.glance ?? maxRows)
  const isList = table.show === 'list'
  const { text, dropped } = isList ? list(grid, rows, ink, width) : frame(grid, rows, ink, width)
  const below = [
    ...grid.legend,
    ...missing(grid.rows, rows, dropped),
    ...(table.caption ? [table.caption] : []),
  ]
  yield wrapped([plainText(table.title)], width, ink.title)
  if (rows > 0) yield `${text}\n`
  if (pictures && table.picture) {
    for (const line of pictureLines(table, table.picture, ink, width)) yield `${line}\n`
  }
  yield wrapped(below.map(plainText), width, ink.faint)
  yield '\n'
}

const INDENT = '  '

/** Each row as a line that the terminal may wrap but nothing breaks, and what there is to say of it below. */
function list(grid: Grid, rows: number, ink: Ink, width: number): Frame {
  const lines = Array.from({ length: rows }, (_, row) => {
    const [first = '', ...rest] = grid.row(row).map(({ text }) => text.trimEnd())
    const below = wrap(rest.join('; '), width - 3 * INDENT.length)
    return [INDENT + first, ...below.map(line => ink.faint(INDENT.repeat(3) + line))]
  })
  return { text: lines.flat().join('\n'), dropped: [] }
}

/** What is not shown, and how to see it. */
function missing(rows: number, shown: number, dropped: readonly string[]): string[] {
  const lines: string[] = []
  if (rows === 0) lines.push('No rows.')
  if (shown === 0 && rows > 0)
    lines.push(`${thousands(rows)} rows, none shown; all of them: --format csv, or --output FILE.`)
  else if (shown < rows) {
    lines.push(
      `The first ${thousands(shown)} of ${thousands(rows)} rows; all of them: --format csv, or --output FILE.`,
    )
  }
  if (dropped.length > 0) {
    const columns = dropped.length === 1 ? 'column does' : 'columns do'
    lines.push(
      `${dropped.length} ${columns} not fit this width: ${dropped.join(', ')}; all of them: --format csv.`,
    )
  }
  return lines
}

/** Lines wrapped to the width; what continues a line is indented. */
function wrapped(lines: readonly string[], width: number, paint: (text: string) => string): string {
  return lines
    .flatMap(line => {
      const [first = '', ...rest] = wrap(line, width)
      if (rest.length === 0) return [first]
      return [first, ...wrap(line.slice(first.length).trimStart(), width - 2).map(more => `  ${more}`)]
    })
    .map(line => `${paint(line)}\n`)
    .join('')
}
