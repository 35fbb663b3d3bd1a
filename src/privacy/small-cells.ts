/**
 * Numbers about few people are left out of an answer (`--min-cell`): every row with a count below the limit, and of the
 * rows beside it as many as it takes that no total gives it back by subtraction. When in doubt a number counts people.
 */

import { onlyPeople } from '../errors/index.ts'
import type { Cell, Column, Report, Table } from '../report.ts'

/** Whole numbers that count no people: places in an order, and what was asked for. */
const NO_COUNTS = /^(period|score|decile|days|.*_days|.*_percent|.*_score|step|rank|place|periods|cohorts)$/

export function withoutSmallCells(report: Report, least: number): Report {
  const [people, others] = parted(report.tables, ({ columns }) =>
    columns.some(({ name }) => name === 'customer'),
  )
  if (others.length === 0) throw onlyPeople(people.map(({ name }) => name))
  const tables = others.map(table => suppressed(table, least))
  const isSaid = (text: string) => !numbersIn(text).some(number => number > 0 && number < least)
  const notes = report.notes.filter(isSaid)
  const left = tables
    .map(({ table }) => table)
    .map(({ caption, ...table }) => (caption && isSaid(caption) ? { ...table, caption } : table))
  const inputs = report.facts.inputs.map(input => ({ ...input, examples: [] }))
  return {
    ...report,
    facts: { ...report.facts, inputs },
    tables: left,
    notes: [...notes, ...facts(tables, people, report.notes.length - notes.length, least)],
  }
}

function parted<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  return [items.filter(holds), items.filter(item => !holds(item))]
}

interface Suppressed {
  readonly table: Table
  readonly rows: number
}

function suppressed(table: Table, least: number): Suppressed {
  const counts = table.columns.filter(isCount)
  const keys = table.columns.filter(isKey)
  const sizes = Array.from({ length: table.rows }, (_, row) => smallestCount(counts, row))
  const isHidden = Uint8Array.from(sizes, size => Number(size > 0 && size < least))
  while (hideBeside(isHidden, sizes, keys, least));
  const rows = isHidden.reduce((sum, one) => sum + one, 0)
  if (rows === 0) return { table, rows }
  const columns = table.columns.map(column => (isKey(column) ? column : blankedIn(column, isHidden)))
  const { pivot: _, picture: __, ...rest } = table
  return { table: { ...rest, columns }, rows }
}

const isCount = ({ type, name }: Column) => type === 'integer' && !NO_COUNTS.test(name)
const isKey = (column: Column) =>
  ['text', 'date', 'boolean'].includes(column.type) || (column.type === 'integer' && !isCount(column))

function smallestCount(counts: readonly Column[], row: number): number {
  const cells = counts
    .map(({ at }) => at(row))
    .filter((cell): cell is number => typeof cell === 'number' && cell > 0)
  return Math.min(...cells)
}

/**
 * Rows that differ in one key alone add up to something that may stand elsewhere. Where a single one of them is hidden, or
 * those that are hidden are together below the limit, the smallest that is left is hidden too. True where any was.
 */
function hideBeside(
  isHidden: Uint8Array,
  sizes: readonly number[],
  keys: readonly Column[],
  least: number,
): boolean {
  const lines =
    keys.length === 0
      ? []
      : keys.map(key =>
          linesOf(
            keys.filter(other => other !== key && other.type !== 'boolean'),
            sizes.length,
          ),
        )
  for (const rows of lines.flat()) {
    const hidden = rows.filter(row => isHidden[row])
    const together = hidden.reduce((sum, row) => sum + sizes[row]!, 0)
    const left = rows.filter(row => !isHidden[row] && Number.isFinite(sizes[row]!))
    if (hidden.length === 0 || left.length === 0 || (hidden.length > 1 && together >= least)) continue
    isHidden[left.reduce((one, other) => (sizes[other]! < sizes[one]! ? other : one))] = 1
    return true
  }
  return false
}

/** Rows that have the same cells in those columns. */
function linesOf(same: readonly Column[], rows: number): number[][] {
  const lines = new Map<string, number[]>()
  for (let row = 0; row < rows; row++) {
    const key = JSON.stringify(same.map(({ at }) => at(row)))
    const line = lines.get(key)
    if (line) line.push(row)
    else lines.set(key, [row])
  }
  return [...lines.values()]
}

const blankedIn = (column: Column, isHidden: Uint8Array): Column => ({
  ...column,
  at: (row): Cell => (isHidden[row] ? null : column.at(row)),
})

const numbersIn = (text: string) =>
  Array.from(text.matchAll(/(?<![\d.,-])\d[\d,]*(?![\d.,-]*\d)/g), ([digits]) =>
    Number(digits.replaceAll(',', '')),
  )

function facts(
  tables: readonly Suppressed[],
  people: readonly Table[],
  notes: number,
  least: number,
): string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return [
    `Left out by --min-cell ${least}: the numbers of ${rows} rows${people.length === 0 ? '' : `, the tables of single customers (${people.map(({ name }) => name).join(', ')})`}${notes === 0 ? '' : ', and notes with smaller numbers'}.`,
  ]
}
