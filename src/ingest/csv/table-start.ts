/** Where the table begins in a text: titles, notes and blank rows may stand above its header. */

import type { Tokens } from './tokens.ts'

/** A header is looked for this far down. */
const MOST_ABOVE = 50

export interface TableStart {
  /** The record that names the columns. */
  readonly header: number
  /** Its cells, without empty ones at the end. */
  readonly columns: number
  /** The share of the records below that fit the header. */
  readonly agreeing: number
}

/**
 * The first record, unless it cannot head the records below it and a later one can: as many cells as they have, all
 * of them names, before any record that holds a number or a date.
 */
export function tableStart(records: readonly Tokens[]): TableStart {
  const width = commonWidth(records)
  const first = startAt(records, 0)
  if (isFull(records[0], width)) return first
  for (const [place, record] of records.slice(1, MOST_ABOVE).entries()) {
    if (isFull(record, width) && isAllNames(record)) return startAt(records, place + 1)
    if (widthOf(record) >= width && !isAllNames(record)) return first
  }
  return first
}

function startAt(records: readonly Tokens[], header: number): TableStart {
  const columns = Math.max(1, widthOf(records[header]))
  const below = records.slice(header + 1)
  const agreeing = below.filter(
    ({ cells }) => cells.length >= columns && isEmptyBeyond(cells, columns),
  ).length
  return { header, columns, agreeing: below.length === 0 ? 1 : agreeing / below.length }
}

/** Cells up to the last one that holds anything. */
const widthOf = (record: Tokens | undefined) =>
  (record?.cells.findLastIndex(cell => cell.trim() !== '') ?? -1) + 1

/** How many cells most records have, without one that a trailing delimiter makes of nothing. */
function commonWidth(records: readonly Tokens[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [[most] = [1]] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)
  const alike = records.filter(({ cells }) => cells.length === most)
  // One record is no custom.
  if (alike.length === 1) return 1
  return most > 1 && alike.every(record => widthOf(record) < most) ? most - 1 : most
}

/** A name over every column. */
function isFull(record: Tokens | undefined, width: number): boolean {
  const own = widthOf(record)
  return record !== undefined && own >= width && record.cells.slice(0, own).every(isFilled)
}

const isFilled = (cell: string) => cell.trim() !== ''

/** Different texts, none of which is a number or a date. */
function isAllNames({ cells }: Tokens): boolean {
  const names = cells.map(cell => cell.trim()).filter(isFilled)
  return (
    names.length > 0 &&
    new Set(names).size === names.length &&
    !names.some(name => /^[\p{Sc}(+-]?\d/u.test(name))
  )
}

const isEmptyBeyond = (cells: readonly string[], columns: number) => !cells.slice(columns).some(isFilled)
